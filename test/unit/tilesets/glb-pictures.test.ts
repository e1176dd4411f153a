import fc from "fast-check";
import validator from "gltf-validator";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { checkGlb } from "../../../tilesets/check/check-glb.ts";
import { bytesOfView, type Glb, numbersOf, readGlb } from "../../../tilesets/check/read-glb.ts";
import { writeGlb } from "../../../tilesets/write/glb/write-glb.ts";
import { FAITHFUL_LATTICE_METRES } from "../../../tilesets/write/mesh/city-frame.ts";
import type { TexturedMesh, TileContent, TileImage } from "../../../tilesets/write/tile-node.ts";
import { plainGlb } from "../../support/plain-glb.ts";

const IMAGES = await Promise.all(
  (["webp", "jpeg", "png"] as const).map(async (format): Promise<TileImage> => {
    const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: "#a0b0c0" } });
    const bytes = new Uint8Array(await plain.toFormat(format).toBuffer());
    return { bytes, mimeType: `image/${format}`, repeats: format === "png" };
  }),
);
const [WEBP, JPEG, PNG] = IMAGES as [TileImage, TileImage, TileImage];

/** Triangles at lattice points, with u, v of their corners. */
function showing(
  image: TileImage,
  places: readonly number[],
  uvs: readonly number[],
): TexturedMesh {
  const corners = places.length / 3;
  return {
    image,
    positions: Int32Array.from(places),
    uvs: Float32Array.from(uvs),
    normals: new Int8Array(3 * corners).map((_, i) => (i % 3 === 1 ? 127 : 0)),
    features: new Uint32Array(corners),
    indices: Uint32Array.from({ length: corners }, (_, i) => i),
  };
}

const CORNER = [0, 0, 0, 128, 0, 0, 0, 0, 128];
const WHOLE = [0, 0, 1, 0, 0, 1];
const EMPTY = {
  positions: new Int32Array(),
  normals: new Int8Array(),
  colors: new Uint8Array(),
  features: new Uint32Array(),
  indices: new Uint32Array(),
};
const FEATURES = [{ id: "a", properties: {} }];

function content(textured: readonly TexturedMesh[], more: Partial<TileContent> = {}): TileContent {
  return { mesh: EMPTY, textured, features: FEATURES, columns: [], ...more };
}

function opened(bytes: Uint8Array): Glb {
  const glb = readGlb(bytes);
  if (isProblem(glb)) throw new Error(glb.message);
  return glb;
}

function read(glb: Glb, primitive: number, name: string): Float64Array {
  const attributes = glb.gltf.meshes?.[0]?.primitives?.[primitive]?.attributes ?? {};
  const numbers = numbersOf(glb, attributes[name] ?? -1);
  if (isProblem(numbers)) throw new Error(numbers.message);
  return numbers;
}

describe("writeGlb with pictures", () => {
  it("is found sound by the glTF validator, whatever its pictures are", async () => {
    const mesh = {
      ...EMPTY,
      positions: Int32Array.from(CORNER),
      normals: Int8Array.from([0, 127, 0, 0, 127, 0, 0, 127, 0]),
      colors: new Uint8Array(9).fill(90),
      features: new Uint32Array(3),
      indices: Uint32Array.from([0, 1, 2]),
    };
    const textured = IMAGES.map((image) => showing(image, CORNER, WHOLE));
    const bytes = await writeGlb(content(textured, { mesh, opacity: 0.5, doubleSided: true }));
    expect((await checkGlb(bytes)).problems).toEqual([]);
    for (const each of [bytes, plainGlb(bytes)]) {
      const { issues } = await validator.validateBytes(each, { maxIssues: 0 });
      expect(issues.messages.filter(({ severity }) => severity < 2)).toEqual([]);
    }
  });

  it("keeps the bytes of each picture, and each once", async () => {
    const textured = [WEBP, JPEG, WEBP].map((image) => showing(image, CORNER, WHOLE));
    const glb = opened(await writeGlb(content(textured)));
    const images = glb.gltf.images ?? [];
    expect(images.map(({ mimeType }) => mimeType)).toEqual(["image/webp", "image/jpeg"]);
    expect(bytesOfView(glb, images[0]?.bufferView ?? -1)).toEqual(WEBP.bytes);
    const materials = glb.gltf.meshes?.[0]?.primitives?.map(({ material }) => material);
    expect(materials).toEqual([0, 1, 0]);
    expect(glb.gltf.extensionsRequired).toContain("EXT_texture_webp");
  });

  it("goes on beyond the edges only where a picture does", async () => {
    const textured = [WEBP, PNG].map((image) => showing(image, CORNER, WHOLE));
    const { gltf } = opened(await writeGlb(content(textured)));
    expect(gltf).toMatchObject({
      samplers: [{ wrapS: 33071, wrapT: 33071 }, { wrapS: 10497 }],
      textures: [{ sampler: 0 }, { sampler: 1 }],
    });
  });

  it("is looked through in parts, and is seen from behind, where that is asked", async () => {
    const clear = { ...WEBP, transparent: true };
    const looks = async (image: TileImage, more: Partial<TileContent>) =>
      opened(await writeGlb(content([showing(image, CORNER, WHOLE)], more))).gltf.materials?.[0];
    expect(await looks(clear, {})).toMatchObject({ alphaMode: "MASK" });
    expect(await looks(clear, { opacity: 0.4 })).toMatchObject({
      alphaMode: "BLEND",
      pbrMetallicRoughness: { baseColorFactor: [1, 1, 1, 0.4] },
    });
    expect(await looks(WEBP, {})).not.toHaveProperty("alphaMode");
    expect(await looks(WEBP, { doubleSided: true })).toMatchObject({ doubleSided: true });
  });

  it("keeps u and v within a quarter of a texel of the largest picture", async () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { minLength: 6, maxLength: 6 }), async (uvs) => {
        const glb = opened(await writeGlb(content([showing(WEBP, CORNER, uvs)])));
        // The writer may put corners in another order: each place has one.
        const places = read(glb, 0, "POSITION");
        const back = read(glb, 0, "TEXCOORD_0");
        for (let corner = 0; corner < 3; corner++) {
          const at = [0, 1, 2].find((i) =>
            [0, 1, 2].every((axis) => places[3 * i + axis] === CORNER[3 * corner + axis]),
          );
          for (const axis of [0, 1]) {
            const is = (back[2 * (at ?? 0) + axis] ?? 0) / 65_535;
            expect(Math.abs(is - (uvs[2 * corner + axis] ?? 0)) * 4_096).toBeLessThan(0.25);
          }
        }
      }),
      { numRuns: 60 },
    );
    const repeated = [-2.5, 0, 7.25, 3, 0, 0.125];
    const glb = opened(await writeGlb(content([showing(PNG, CORNER, repeated)])));
    expect([...read(glb, 0, "TEXCOORD_0")].toSorted()).toEqual(repeated.toSorted());
  });

  it("keeps a faithful city's places exactly, on narrow tiles and on wide ones", async () => {
    const lattice = fc.integer({ min: -3_000_000, max: 3_000_000 });
    const near = fc.integer({ min: -20_000, max: 20_000 });
    const middling = fc.integer({ min: -60_000, max: 60_000 });
    const places = fc.oneof(
      fc.array(lattice, { minLength: 9, maxLength: 9 }),
      fc.array(middling, { minLength: 9, maxLength: 9 }),
      fc.array(near, { minLength: 9, maxLength: 9 }),
    );
    await fc.assert(
      fc.asyncProperty(places, async (at) => {
        const latticeMetres = FAITHFUL_LATTICE_METRES;
        const bytes = await writeGlb(content([showing(WEBP, at, WHOLE)]), { latticeMetres });
        const { points, problems } = await checkGlb(bytes);
        expect(problems).toEqual([]);
        const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b);
        const heights = [1, 4, 7].map((i) => (at[i] ?? 0) * latticeMetres);
        expect(sorted([2, 5, 8].map((i) => points[i] ?? Number.NaN))).toEqual(sorted(heights));
        const easts = [0, 3, 6].map((i) => (at[i] ?? 0) * latticeMetres);
        expect(sorted([0, 3, 6].map((i) => points[i] ?? Number.NaN))).toEqual(sorted(easts));
      }),
      { numRuns: 60 },
    );
  });
});
