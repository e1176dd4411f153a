import type { ImageRef } from "../../model/read-feature.ts";
import type { PictureForm } from "./pictures.ts";
import { facesOf, type PieceFace, type TexturePiece } from "./texture-piece.ts";
import type { PixelBox } from "./used-boxes.ts";

/** A face as it lies on its image. */
export interface LaidFace {
  /** Number of the piece that it is of. */
  readonly piece: number;
  readonly triangles: readonly number[];
  readonly vertices: Iterable<number>;
  /** What is taken off its u and v: whole numbers. */
  readonly shift: readonly [number, number];
  readonly box: PixelBox;
  /** Whether it shows more than the image itself: the image goes on beyond its edges. */
  readonly beyond: boolean;
  /** Pixels of the image on a metre of the face. */
  readonly density: number;
}

/** What pieces show of one image. */
export interface LaidImage {
  readonly image: ImageRef;
  readonly form: PictureForm;
  readonly faces: LaidFace[];
}

/** Finds where the faces of a piece lie on its image; those that lie nowhere are left out. */
export function layFaces(piece: TexturePiece, number: number, form: PictureForm): LaidFace[] {
  const { repeats } = piece.image;
  return facesOf(piece)
    .filter(({ low, high }) => [...low, ...high].every(Number.isFinite))
    .map((face) => laid(face, number, form, repeats));
}

function laid(face: PieceFace, piece: number, form: PictureForm, repeats: boolean): LaidFace {
  const { width, height } = form;
  const sizes = [width, height] as const;
  const { low, high, triangles, vertices, area, imageArea } = face;
  // Half a pixel outside is meant to be at the edge.
  const shift = sizes.map((size, axis) =>
    repeats ? Math.floor((low[axis] ?? 0) + 0.5 / size) : 0,
  ) as [number, number];
  const [left, right] = [low[0] - shift[0], high[0] - shift[0]];
  const [bottom, top] = [low[1] - shift[1], high[1] - shift[1]];
  const outside = (value: number, size: number) => value < -0.5 / size || value > 1 + 0.5 / size;
  const beyond =
    [left, right].some((value) => outside(value, width)) ||
    [bottom, top].some((value) => outside(value, height));
  const [from, to] = span(left * width, right * width, width);
  const [above, below] = span((1 - top) * height, (1 - bottom) * height, height);
  const box = { left: from, right: to, top: above, bottom: below };
  const density = area > 0 ? Math.sqrt((imageArea * width * height) / area) : Infinity;
  return { piece, triangles, vertices, shift, box, beyond, density };
}

/** Whole pixels, at least one, inside the image. */
function span(from: number, to: number, size: number): [number, number] {
  const low = Math.min(Math.max(Math.floor(from + 1e-4), 0), size - 1);
  return [low, Math.max(Math.min(Math.ceil(to - 1e-4), size), low + 1)];
}
