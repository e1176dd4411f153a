import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { TILE_LIMITS } from "../../../tilesets/limits.ts";
import type { ImageRef } from "../../../tilesets/model/read-feature.ts";
import { Tally } from "../../../tilesets/read/tally.ts";
import { drawBox } from "../../../tilesets/write/textures/draw-box.ts";
import { faceColors } from "../../../tilesets/write/textures/face-colors.ts";
import { packRectangles } from "../../../tilesets/write/textures/pack-rectangles.ts";
import { packTextures } from "../../../tilesets/write/textures/pack-textures.ts";
import type { Picture } from "../../../tilesets/write/textures/picture.ts";
import { Pictures } from "../../../tilesets/write/textures/pictures.ts";
import type { TexturePiece } from "../../../tilesets/write/textures/texture-piece.ts";

/** A picture whose red and green tell where a pixel lies, and its blue which picture it is. */
async function chart(blue: number, width: number, height: number, clear = false): Promise<Buffer> {
  const channels = clear ? 4 : 3;
  const pixels = Buffer.alloc(width * height * channels, clear ? 100 : 0);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = channels * (y * width + x);
      pixels.set([(255 * x) / width, (255 * y) / height, blue], at);
    }
  return sharp(pixels, { raw: { width, height, channels } }).png().toBuffer();
}

function imageOf(bytes: Uint8Array | undefined, repeats = false, path = "a.png"): ImageRef {
  return { path, repeats, open: () => Promise.resolve(bytes) };
}

/** Rectangles of u, v from the lower left corner, a face of two triangles each, so many metres wide. */
function pieceOf(
  image: ImageRef,
  rectangles: readonly (readonly [number, number, number, number])[],
  metres = 10,
): TexturePiece {
  const corners = rectangles.flatMap(([u, v, w, h]) => [u, v, u + w, v, u + w, v + h, u, v + h]);
  const square = [0, 0, 0, metres, 0, 0, metres, 0, metres, 0, 0, metres];
  const triangles = [0, 1, 2, 0, 2, 3];
  return {
    image,
    positions: Float64Array.from(rectangles.flatMap(() => square)),
    uvs: Float32Array.from(corners),
    indices: Uint32Array.from(rectangles.flatMap((_, i) => triangles.map((at) => 4 * i + at))),
    faces: Uint32Array.from(rectangles.flatMap((_, i) => [i, i])),
  };
}

/** The colour of an image where u, v from its upper left corner is. */
async function pixelAt(bytes: Uint8Array, u: number, v: number): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (value: number, size: number) => Math.min(Math.floor(value * size), size - 1);
  const from = info.channels * (at(v, info.height) * info.width + at(u, info.width));
  return [...data.subarray(from, from + info.channels)];
}

/** Not so small that a lossy format mixes it with what is beside. */
const rectangle = fc
  .tuple(...[0, 0, 0.4, 0.4].map((min) => fc.double({ min, max: min + 0.6, noNaN: true })))
  .map(([u = 0, v = 0, w = 0, h = 0]) => [u, v, w * (1 - u), h * (1 - v)] as const);

describe("packRectangles", () => {
  it("puts each on one sheet, inside it and over no other", () => {
    const size = fc.record({
      width: fc.integer({ min: 1, max: 100 }),
      height: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(size, { maxLength: 80 }), (sizes) => {
        const sheets = packRectangles(sizes, 128);
        const numbers = sheets.flatMap(({ rectangles }) => rectangles.map(({ number }) => number));
        expect(numbers.toSorted((a, b) => a - b)).toEqual(sizes.map((_, i) => i));
        for (const sheet of sheets) {
          expect(Math.max(sheet.width, sheet.height)).toBeLessThanOrEqual(128);
          const taken = new Set<number>();
          let area = 0;
          for (const { number, x, y } of sheet.rectangles) {
            const { width = 0, height = 0 } = sizes[number] ?? {};
            expect(x + width).toBeLessThanOrEqual(sheet.width);
            expect(y + height).toBeLessThanOrEqual(sheet.height);
            area += width * height;
            for (let dy = 0; dy < height; dy++)
              for (let dx = 0; dx < width; dx++) taken.add(1_000 * (y + dy) + x + dx);
          }
          expect(taken.size).toBe(area);
        }
      }),
    );
  });
});

describe("drawBox", () => {
  const source: Picture = {
    ...{ width: 7, height: 5, channels: 3 },
    pixels: Uint8Array.from({ length: 105 }, (_, i) => (i * 41) % 256),
  };
  const sheet = (): Picture => ({
    ...{ width: 12, height: 12, channels: 3 },
    pixels: new Uint8Array(432),
  });
  const pixel = ({ width, pixels }: Picture, x: number, y: number) => [
    ...pixels.subarray(3 * (y * width + x)).subarray(0, 3),
  ];

  it("copies each pixel, around it what is around, and at the edge the edge again", () => {
    const atlas = sheet();
    const box = { left: 3, top: 1, right: 7, bottom: 5 };
    drawBox(source, box, atlas, { x: 4, y: 5, width: 4, height: 4 }, 2);
    for (let y = -2; y < 6; y++)
      for (let x = -2; x < 6; x++)
        expect(pixel(atlas, 4 + x, 5 + y)).toEqual(
          pixel(source, Math.min(6, 3 + x), Math.min(4, Math.max(0, 1 + y))),
        );
    expect(pixel(atlas, 10, 5)).toEqual([0, 0, 0]);
  });

  it("draws smaller with the mean of what a pixel stands for", () => {
    const atlas = sheet();
    drawBox(
      source,
      { left: 0, top: 0, right: 4, bottom: 4 },
      atlas,
      {
        ...{ x: 2, y: 2, width: 2, height: 2 },
      },
      0,
    );
    const four = [2, 3].flatMap((y) => [0, 1].map((x) => pixel(source, x, y)));
    const mean = [0, 1, 2].map((k) =>
      Math.round(four.reduce((sum, each) => sum + (each[k] ?? 0), 0) / 4),
    );
    expect(pixel(atlas, 2, 3)).toEqual(mean);
  });
});

describe("packTextures", () => {
  it("shows each place of each face as its image does", async () => {
    const sheets = await Promise.all([
      chart(40, 200, 120),
      chart(120, 64, 64),
      chart(200, 33, 250),
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.nat({ max: 2 }), fc.array(rectangle, { minLength: 1, maxLength: 5 })),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        async (choices) => {
          const refs = sheets.map((bytes) => imageOf(bytes));
          const pieces = choices.map(([n, faces]) => pieceOf(refs[n] ?? imageOf(undefined), faces));
          const { images, pieces: packed } = await packTextures(pieces, new Pictures(new Tally()));
          expect(images.length).toBe(1);
          for (const [n, { uvs, images: of }] of packed.entries()) {
            expect([...of].every((image) => image === 0)).toBe(true);
            const source = sheets[choices[n]?.[0] ?? 0] ?? Buffer.alloc(0);
            const before = pieces[n]?.uvs ?? new Float32Array();
            for (let face = 0; face < before.length; face += 8) {
              const middle = (of: Float32Array, axis: number) =>
                ((of[face + axis] ?? 0) + (of[face + 4 + axis] ?? 0)) / 2;
              const was = await pixelAt(source, middle(before, 0), 1 - middle(before, 1));
              const bytes = images[0]?.bytes ?? new Uint8Array();
              const is = await pixelAt(bytes, middle(uvs, 0), middle(uvs, 1));
              was.forEach((value, k) => {
                expect(Math.abs(value - (is[k] ?? -1))).toBeLessThan(40);
              });
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("gives the same bytes again", async () => {
    const sheet = await chart(40, 200, 120);
    const pack = () => {
      const image = imageOf(sheet);
      const faces = [
        [0, 0, 0.3, 0.3],
        [0.5, 0.5, 0.2, 0.4],
      ] as const;
      return packTextures([pieceOf(image, faces)], new Pictures(new Tally()));
    };
    expect(await pack()).toEqual(await pack());
  });

  it("cuts out what is used, and no more", async () => {
    const image = imageOf(await chart(40, 1_000, 1_000));
    const { images } = await packTextures(
      [pieceOf(image, [[0.5, 0.5, 0.05, 0.05]])],
      new Pictures(new Tally()),
    );
    const { width, height } = await sharp(images[0]?.bytes).metadata();
    expect([width, height]).toEqual([54, 54]);
  });

  it("draws what is finer than asked for smaller", async () => {
    const image = imageOf(await chart(40, 400, 400));
    const { images } = await packTextures(
      [pieceOf(image, [[0, 0, 1, 1]], 10)],
      new Pictures(new Tally()),
      { texelMetres: 0.1 },
    );
    expect((await sharp(images[0]?.bytes).metadata()).width).toBe(104);
  });

  it("keeps a picture that goes on beyond its edges apart, unless a face stays within one of its turns", async () => {
    const image = imageOf(await chart(40, 64, 64), true);
    const whole = [0, 0, 3.5, 1] as const;
    const turned = [7.25, -2.75, 0.5, 0.5] as const;
    const { images, pieces } = await packTextures(
      [pieceOf(image, [whole, turned])],
      new Pictures(new Tally()),
    );
    expect(images.map(({ repeats }) => repeats)).toEqual([false, true]);
    expect([...(pieces[0]?.images ?? [])]).toEqual([1, 1, 0, 0]);
    expect(Math.max(...(pieces[0]?.uvs ?? []))).toBe(3.5);
    expect((await sharp(images[1]?.bytes).metadata()).width).toBe(64);
  });

  it("packs what is seen through apart", async () => {
    const [plain, clear] = await Promise.all([chart(9, 32, 32), chart(9, 32, 32, true)]);
    const { images } = await packTextures(
      [pieceOf(imageOf(clear), [[0, 0, 1, 1]]), pieceOf(imageOf(plain), [[0, 0, 1, 1]])],
      new Pictures(new Tally()),
    );
    expect(images.map(({ transparent = false }) => transparent)).toEqual([false, true]);
  });

  it("fills several images where one is too small", async () => {
    const side = TILE_LIMITS.atlasPixels;
    const sheet = await chart(40, side, side);
    const pieces = [1, 2, 3].map(() => pieceOf(imageOf(sheet), [[0, 0, 1, 0.8]]));
    const { images, pieces: packed } = await packTextures(pieces, new Pictures(new Tally()));
    expect(images.length).toBe(3);
    expect(new Set(packed.flatMap(({ images: of }) => [...of]))).toEqual(new Set([0, 1, 2]));
    for (const { bytes } of images) {
      const { width, height } = await sharp(bytes).metadata();
      expect(Math.max(width, height)).toBeLessThanOrEqual(side);
    }
  });

  it("tells once of each picture that is written, missing, broken or of no known kind", async () => {
    const tally = new Tally();
    const pictures = new Pictures(tally);
    const sound = await chart(40, 32, 32);
    const refs = [
      imageOf(sound, false, "sound.png"),
      imageOf(undefined, false, "gone.jpg"),
      imageOf(sound.subarray(0, sound.length / 2), false, "cut.png"),
      imageOf(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), false, "drawn.svg"),
      imageOf(Buffer.alloc(TILE_LIMITS.imageBytes + 1), false, "vast.png"),
    ];
    for (let level = 0; level < 2; level++) {
      const pieces = refs.map((image) => pieceOf(image, [[0, 0, 1, 1]]));
      const { pieces: packed } = await packTextures(pieces, pictures);
      expect(packed.map(({ images }) => images[0])).toEqual([0, -1, -1, -1, -1]);
    }
    expect(tally.missingTextures).toEqual(["gone.jpg"]);
    expect(tally.ledger("textures")).toMatchObject({
      written: 1,
      leftOut: {
        "the file is missing": { count: 1, examples: ["gone.jpg"] },
        "the image is broken": { count: 1, examples: ["cut.png"] },
        "the image is of no known format": { count: 1, examples: ["drawn.svg"] },
        "the image has more than 67108864 bytes": { count: 1, examples: ["vast.png"] },
      },
    });
  });

  it("survives any bytes and any place on a picture", async () => {
    const sound = await chart(40, 40, 40);
    const anywhere = fc.oneof(fc.double(), fc.double({ min: -3, max: 3, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: sound.length - 1 }), fc.nat({ max: 255 })), {
          maxLength: 4,
        }),
        fc.array(fc.tuple(anywhere, anywhere, anywhere, anywhere), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (changes, faces, repeats) => {
          const bytes = Buffer.from(sound);
          for (const [at, value] of changes) bytes[at] = value;
          const piece = pieceOf(imageOf(bytes, repeats), faces);
          const { pieces } = await packTextures([piece], new Pictures(new Tally()));
          expect(pieces[0]?.uvs.every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("faceColors", () => {
  it("is the mean of what a face shows", async () => {
    const image = imageOf(await chart(80, 100, 100));
    const piece = pieceOf(image, [
      [0, 0, 1, 1],
      [0.9, 0.9, 0.1, 0.1],
    ]);
    const [whole, , corner] = (await faceColors(piece, new Pictures(new Tally()))) ?? [];
    expect(whole?.[2]).toBe(80);
    expect(Math.abs((whole?.[0] ?? 0) - 135)).toBeLessThan(12);
    expect(corner?.[0]).toBeGreaterThan(225);
    expect(corner?.[1]).toBeLessThan(30);
    const gone = pieceOf(imageOf(undefined), [[0, 0, 1, 1]]);
    expect(await faceColors(gone, new Pictures(new Tally()))).toBeUndefined();
  });
});
