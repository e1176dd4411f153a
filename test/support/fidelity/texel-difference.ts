import { join } from "node:path";
import sharp from "sharp";
import type { DrawnTriangle } from "./drawn-city.ts";
import { apart } from "./sizes.ts";
import type { Point, SourceCity, SourceSurface } from "./source-city.ts";

/** Metres that a corner may be off after the trip. */
const OFF = 0.01;

interface Pixels {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: number };
}

type Uv = readonly [u: number, v: number];

/**
 * How much colours in the middle of triangles differ between the source's images and ours, 0 to 255; and
 * how much they would if the source's were upside down.
 * @param folder that images are named from
 */
export async function texelDifference(
  source: SourceCity,
  drawn: ReadonlyMap<string, readonly DrawnTriangle[]>,
  folder: string,
): Promise<{ samples: number; images: number; mean: number; upsideDown: number }> {
  const pictures = new Map<string | Uint8Array, Pixels>();
  const open = async (image: string | Uint8Array) => {
    const known = pictures.get(image);
    if (known !== undefined) return known;
    const from = typeof image === "string" ? join(folder, image) : image;
    const read = await sharp(from).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    pictures.set(image, read);
    return read;
  };
  const sums = { samples: 0, mean: 0, upsideDown: 0 };
  const shown = new Set<string>();
  for (const [id, { surfaces }] of source.features)
    for (const { corners, uvs, image } of drawn.get(id) ?? []) {
      if (uvs === undefined || image === undefined) continue;
      const found = surfaces.flatMap((surface) => uvsOn(surface, corners) ?? []);
      const [told, another] = found;
      if (told === undefined || another !== undefined) continue;
      shown.add(told.image);
      const [u, v] = middle(told.uvs);
      const ours = texel(await open(image), middle(uvs));
      const theirs = await open(told.image);
      sums.samples++;
      sums.mean += difference(ours, texel(theirs, [u, 1 - v]));
      sums.upsideDown += difference(ours, texel(theirs, [u, v]));
    }
  const { samples, mean, upsideDown } = sums;
  return { samples, images: shown.size, mean: mean / samples, upsideDown: upsideDown / samples };
}

/** What a surface with these corners shows at each of them. */
function uvsOn({ rings, uvs, image }: SourceSurface, corners: readonly Point[]) {
  if (uvs === undefined || image === undefined) return undefined;
  const places = rings.flat();
  const told = uvs.flat();
  const found = corners.map((corner) => places.findIndex((place) => apart(place, corner) <= OFF));
  if (found.includes(-1)) return undefined;
  return { image, uvs: found.map((at) => told[at] as Uv) };
}

function middle(uvs: readonly Uv[]): Uv {
  const sum = (k: 0 | 1) => uvs.reduce((all, uv) => all + uv[k], 0) / uvs.length;
  return [sum(0), sum(1)];
}

/** Red, green, blue. @param at from the upper left corner */
function texel({ data, info }: Pixels, [u, v]: Uv): number[] {
  const place = (part: number, size: number) =>
    Math.min(size - 1, Math.max(0, Math.floor((part - Math.floor(part)) * size)));
  const first = (place(v, info.height) * info.width + place(u, info.width)) * info.channels;
  return [...data.subarray(first, first + 3)];
}

function difference(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + Math.abs(value - (b[k] ?? 0)) / 3, 0);
}
