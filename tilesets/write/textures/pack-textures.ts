import { TILE_LIMITS } from "../../limits.ts";
import type { ImageRef } from "../../model/read-feature.ts";
import type { TileImage } from "../tile-node.ts";
import { drawBox, type Place } from "./draw-box.ts";
import { encodePicture } from "./encode-picture.ts";
import { type LaidFace, type LaidImage, layFaces } from "./lay-faces.ts";
import { packRectangles } from "./pack-rectangles.ts";
import type { Picture } from "./picture.ts";
import type { Pictures } from "./pictures.ts";
import type { TexturePiece } from "./texture-piece.ts";
import { type PixelBox, usedBoxes } from "./used-boxes.ts";

/** Pixels around each part, so that filtering never mixes neighbours. */
const BORDER = 2;

export interface PackOptions {
  /** Metres that a pixel stands for at least: finer pictures are drawn smaller. */
  readonly texelMetres?: number;
}

export interface PackedTextures {
  readonly images: readonly TileImage[];
  /** One for each piece that was given. */
  readonly pieces: readonly PackedPiece[];
}

export interface PackedPiece {
  /** u, v of each vertex in its new image, as glTF has them: from the upper left corner. */
  readonly uvs: Float32Array;
  /** For each triangle the place of its image; -1 where it has none and is drawn in its colour. */
  readonly images: Int32Array;
}

/** A part of an image on its way into an atlas. */
interface Part extends Place {
  readonly source: LaidImage;
  readonly box: PixelBox;
  readonly faces: LaidFace[];
}

/**
 * Puts what a tile's triangles show of their images into as few images as possible: only the parts that
 * are shown, packed into atlases; an image that goes on beyond its edges stays by itself. What cannot be
 * read is told to the tally by `pictures`. The same input gives the same bytes.
 */
export async function packTextures(
  pieces: readonly TexturePiece[],
  pictures: Pictures,
  { texelMetres = 0 }: PackOptions = {},
): Promise<PackedTextures> {
  const packed = pieces.map(({ uvs, indices }) => ({
    uvs: new Float32Array(uvs.length),
    images: new Int32Array(indices.length / 3).fill(-1),
  }));
  const images: TileImage[] = [];
  const put = async (atlas: Picture, parts: readonly Part[], border: number, repeats: boolean) => {
    for (const part of parts) {
      const picture = await pictures.open(part.source.image);
      if (picture === undefined) continue;
      drawBox(picture, part.box, atlas, part, border);
      pictures.written(part.source.image);
      for (const face of part.faces) turn(face, part, atlas, pieces, packed, images.length);
    }
    images.push(await encodePicture(atlas, repeats));
  };

  const laid = await lay(pieces, pictures);
  const scale = ({ density }: LaidFace) => Math.min(1, 1 / (texelMetres * density || 1));
  for (const atlas of atlasesOf(laid, scale)) await put(atlas, atlas.parts, BORDER, false);
  for (const source of laid) {
    const faces = source.faces.filter(({ beyond }) => beyond);
    if (faces.length === 0) continue;
    const whole = wholeOf(source, faces, scale);
    await put(blank(whole, source.form.channels), [whole], 0, source.image.repeats);
  }
  return { images, pieces: packed };
}

/** What is shown of each image that there is, in the order of their first pieces. */
async function lay(pieces: readonly TexturePiece[], pictures: Pictures): Promise<LaidImage[]> {
  const found = new Map<ImageRef, LaidImage>();
  for (const [number, piece] of pieces.entries()) {
    const form = await pictures.form(piece.image);
    if (form === undefined) continue;
    const laid = found.get(piece.image) ?? { image: piece.image, form, faces: [] };
    found.set(piece.image, laid);
    laid.faces.push(...layFaces(piece, number, form));
  }
  return [...found.values()];
}

/** Pictures that are seen through in places are packed apart, so that the others need no alpha. */
function atlasesOf(laid: readonly LaidImage[], scale: (face: LaidFace) => number) {
  return ([3, 4] as const).flatMap((channels) => {
    const sources = laid.filter(({ form }) => form.channels === channels);
    const parts = sources.flatMap((source) => partsOf(source, scale));
    const around = parts.map(({ width, height }) => ({
      width: width + 2 * BORDER,
      height: height + 2 * BORDER,
    }));
    return packRectangles(around, TILE_LIMITS.atlasPixels).map((sheet) => {
      const placed = sheet.rectangles.flatMap(({ number, x, y }) => {
        const part = parts[number];
        return part ? [{ ...part, x: x + BORDER, y: y + BORDER }] : [];
      });
      return { ...blank(sheet, channels), parts: placed };
    });
  });
}

function partsOf(source: LaidImage, scale: (face: LaidFace) => number): Part[] {
  const faces = source.faces.filter(({ beyond }) => !beyond);
  if (faces.length === 0) return [];
  const { boxes, boxOf } = usedBoxes(faces.map(({ box }) => box));
  return boxes.map((box, number) => {
    const shown = faces.filter((_, i) => boxOf[i] === number);
    return { source, box, faces: shown, x: 0, y: 0, ...sizeOf(box, shown, scale) };
  });
}

/** As fine as the coarsest of its faces needs, and no larger than an atlas. */
function sizeOf(box: PixelBox, faces: readonly LaidFace[], scale: (face: LaidFace) => number) {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const room = TILE_LIMITS.atlasPixels - 2 * BORDER;
  const wanted = faces.reduce((most, face) => Math.max(most, scale(face)), 0);
  const factor = Math.min(wanted, room / width, room / height);
  const sized = (pixels: number) => Math.max(1, Math.floor(pixels * factor));
  return { width: sized(width), height: sized(height) };
}

function wholeOf(source: LaidImage, faces: LaidFace[], scale: (face: LaidFace) => number): Part {
  const { width, height } = source.form;
  const box = { left: 0, top: 0, right: width, bottom: height };
  return { source, box, faces, x: 0, y: 0, ...sizeOf(box, faces, scale) };
}

function blank({ width, height }: Pick<Place, "width" | "height">, channels: 3 | 4): Picture {
  return { width, height, channels, pixels: new Uint8Array(width * height * channels) };
}

/** Writes the new u, v of a face's vertices, and which image its triangles show. */
function turn(
  { piece, vertices, triangles, shift }: LaidFace,
  { source, box, x, y, width, height }: Part,
  atlas: Picture,
  pieces: readonly TexturePiece[],
  packed: readonly PackedPiece[],
  image: number,
): void {
  const from = pieces[piece];
  const to = packed[piece];
  if (from === undefined || to === undefined) return;
  const across = width / (box.right - box.left);
  const down = height / (box.bottom - box.top);
  for (const vertex of vertices) {
    const u = (from.uvs[2 * vertex] ?? 0) - shift[0];
    const v = 1 - ((from.uvs[2 * vertex + 1] ?? 0) - shift[1]);
    to.uvs[2 * vertex] = (x + (u * source.form.width - box.left) * across) / atlas.width;
    to.uvs[2 * vertex + 1] = (y + (v * source.form.height - box.top) * down) / atlas.height;
  }
  for (const triangle of triangles) to.images[triangle] = image;
}
