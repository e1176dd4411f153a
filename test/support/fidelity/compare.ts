import type { Conversion } from "../../../tilesets/convert/summary.ts";
import { type DrawnCity, type DrawnTile, type DrawnTriangle, finestTiles } from "./drawn-city.ts";
import { apart, areaOf, sidesOf, volumeOf } from "./sizes.ts";
import type { Point, SourceCity } from "./source-city.ts";

/** Metres that a corner may be off after the trip. */
const OFF = 0.01;
/** Metres that a corner may be off for its place in the lattice: half a step of 1 / 512. */
const ROUNDED = 0.001;

/** What was read and is neither written nor superseded nor left out: faults in the sums, in words. */
export function unbalanced(conversion: Conversion): string[] {
  return (["features", "polygons", "textures"] as const).flatMap((sort) => {
    const { read, written, superseded, leftOut } = conversion[sort];
    const out = Object.values(leftOut).reduce((sum, { count }) => sum + count, 0);
    if (read === written + superseded + out) return [];
    return [`${sort}: ${read} read, ${written} written, ${superseded} superseded, ${out} left out`];
  });
}

/** Ids that are twice in what may be seen at once, or not in the finest tiles: faults in words. */
export function idFaults({ layers }: DrawnCity): string[] {
  const faults: string[] = [];
  const below = (tile: DrawnTile): Set<string> => {
    const seen = new Set<string>();
    for (const child of tile.children)
      for (const id of below(child)) {
        if (seen.has(id)) faults.push(`${id} is in two tiles beside each other below ${tile.file}`);
        seen.add(id);
      }
    for (const id of tile.children.length === 0 ? [] : tile.ids)
      if (!seen.has(id)) faults.push(`${id} is in ${tile.file} and in none below it`);
    if (new Set(tile.ids).size < tile.ids.length) faults.push(`${tile.file} has an id twice`);
    return new Set([...seen, ...tile.ids]);
  };
  // Relief is one surface: a feature of it goes on in the next tile.
  for (const { role, root } of layers) if (role !== "ground") below(root);
  return faults;
}

export function finestIds({ layers }: DrawnCity): string[] {
  const ids = layers.flatMap(({ role, root }) => {
    const own = finestTiles(root).flatMap((tile) => tile.ids);
    return role === "ground" ? [...new Set(own)] : own;
  });
  return ids.sort();
}

/** How the tiles and the source differ. */
export interface Difference {
  /** Corners of the tiles that are none of the same feature in the source; and the other way round. */
  readonly invented: string[];
  readonly lost: string[];
  /** Metres that a corner is off at most. */
  readonly off: number;
  /** Features whose area, or volume where they are closed, is off by more than 0.1 %. */
  readonly areas: string[];
  readonly volumes: string[];
  /** Features that are closed. */
  readonly closed: number;
}

export function differenceOf(
  source: SourceCity,
  drawn: ReadonlyMap<string, readonly DrawnTriangle[]>,
): Difference {
  const difference = { invented: [], lost: [], off: 0, areas: [], volumes: [], closed: 0 };
  const found: Difference & { off: number; closed: number } = difference;
  for (const [id, { surfaces }] of source.features) {
    const triangles = drawn.get(id) ?? [];
    const corners = triangles.flatMap((triangle) => triangle.corners);
    const told = surfaces.flatMap(({ rings }) => rings.flat());
    for (const [from, to, strays] of [
      [corners, told, found.invented],
      [told, corners, found.lost],
    ] as const) {
      const off = farthest(from, to);
      found.off = Math.max(found.off, off.within);
      if (off.strays > 0) strays.push(`${id}: ${off.strays} of ${from.length}`);
    }
    const faces = triangles.map((triangle) => ({ rings: [triangle.corners] }));
    const [area, expected] = [areaOf(faces), areaOf(surfaces)];
    if (isOff(area, expected, ROUNDED * sidesOf(surfaces)))
      found.areas.push(`${id}: ${area} m² and not ${expected}`);
    const volume = volumeOf(surfaces);
    if (volume === undefined) continue;
    found.closed++;
    const filled = Math.abs(volumeOf(faces) ?? Number.NaN);
    if (isOff(filled, Math.abs(volume), ROUNDED * expected))
      found.volumes.push(`${id}: ${filled} m³ and not ${Math.abs(volume)}`);
  }
  return found;
}

/** @param rounding what corners that are rounded make of it: more than 0.1 % of what is thin, as pipes are */
function isOff(value: number, expected: number, rounding: number): boolean {
  return !(Math.abs(value - expected) <= Math.max(0.001 * expected, rounding));
}

/** Of places, how far each is from the nearest of others: the most within 1 cm, and how many are farther. */
function farthest(from: readonly Point[], to: readonly Point[]) {
  const sorted = [...to].sort((a, b) => a[0] - b[0]);
  let [within, strays] = [0, 0];
  for (const place of from) {
    let nearest = Infinity;
    for (let i = firstFrom(sorted, place[0] - OFF); i < sorted.length; i++) {
      const other = sorted[i] as Point;
      if (other[0] > place[0] + OFF) break;
      nearest = Math.min(nearest, apart(place, other));
    }
    if (nearest > OFF) strays++;
    else within = Math.max(within, nearest);
  }
  return { within, strays };
}

/** Place of the first whose x is no less. */
function firstFrom(sorted: readonly Point[], x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Point)[0] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
