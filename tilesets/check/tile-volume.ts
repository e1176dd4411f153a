import { geodeticFrom } from "../../shared/geodesy.ts";
import { isJson, shown, type Tell } from "./tell.ts";
import {
  cornersOfBox,
  IDENTITY,
  type Matrix,
  outside,
  placed,
  type TileBox,
  tileBox,
} from "./tile-box.ts";

/** A bounding volume, placed; regions are where they are whatever the transform. */
export type TileVolume =
  | { readonly kind: "box"; readonly box: TileBox }
  | { readonly kind: "sphere"; readonly middle: readonly number[]; readonly radius: number }
  | { readonly kind: "region"; readonly region: readonly number[] };

const LENGTHS = { box: 12, region: 6, sphere: 4 } as const;
const METRES_OF_RADIAN = 6_371_000;

/**
 * Reads a bounding volume, and tells what of it is not as 3D Tiles 1.1 asks. Undefined where it has none
 * that could be used.
 *
 * @param whose `a tile`, `a content`
 */
export function tileVolume(
  volume: unknown,
  matrix: Matrix,
  tell: Tell,
  whose: string,
): TileVolume | undefined {
  if (!isJson(volume))
    return void tell.wrong(`${whose} has no bounding volume: it is ${shown(volume)}`);
  const names = (["box", "region", "sphere"] as const).filter((name) => name in volume);
  const extended = isJson(volume.extensions);
  if (names.length === 0) {
    if (!extended) tell.wrong(`the bounding volume of ${whose} is no box, region or sphere`);
    return undefined;
  }
  if (names.length > 1)
    tell.doubtful(`${whose} has several bounding volumes; its ${names[0]} is looked at`);
  const [name = "box"] = names;
  const numbers = numbersOf(volume[name], LENGTHS[name]);
  if (typeof numbers === "string")
    return void tell.wrong(`the bounding ${name} of ${whose} is not right: ${numbers}`);
  return placedVolume(name, numbers, matrix, tell, whose);
}

/** So many finite numbers, or why not. */
function numbersOf(value: unknown, length: number): number[] | string {
  if (!Array.isArray(value)) return `it is ${shown(value)} and not an array`;
  if (value.length !== length) return `it has ${value.length} elements instead of ${length}`;
  const strange = value.find((each) => typeof each !== "number" || !Number.isFinite(each));
  return strange === undefined ? value : `${shown(strange)} is not a number`;
}

function placedVolume(
  kind: "box" | "region" | "sphere",
  numbers: readonly number[],
  matrix: Matrix,
  tell: Tell,
  whose: string,
): TileVolume | undefined {
  if (kind === "box") {
    const box = tileBox({ box: numbers }, matrix);
    return box && { kind, box };
  }
  if (kind === "region") {
    const fault = regionFault(numbers);
    if (fault !== undefined) tell.wrong(`the bounding region of ${whose} is not right: ${fault}`);
    return { kind, region: numbers };
  }
  const [x = 0, y = 0, z = 0, radius = 0] = numbers;
  if (radius < 0)
    tell.wrong(`the bounding sphere of ${whose} is not right: its radius is ${radius}`);
  const scale = Math.max(...[0, 4, 8].map((i) => Math.hypot(...matrix.slice(i, i + 3))));
  return { kind, middle: placed(matrix, [x, y, z]), radius: radius * scale };
}

function regionFault(region: readonly number[]): string | undefined {
  const [west = 0, south = 0, east = 0, north = 0, low = 0, high = 0] = region;
  if (Math.max(Math.abs(west), Math.abs(east)) > Math.PI) return "a longitude is past 180 degrees";
  if (Math.max(Math.abs(south), Math.abs(north)) > Math.PI / 2)
    return "a latitude is past 90 degrees";
  if (south > north) return "its south lies north of its north";
  return low > high ? "its least height is above its greatest" : undefined;
}

/** Metres that a place, earth-centred, lies outside a volume; 0 inside. */
export function outsideVolume(volume: TileVolume, point: readonly number[]): number {
  if (volume.kind === "box") return outside(volume.box, point);
  if (volume.kind === "sphere") {
    const away = Math.hypot(...point.map((value, axis) => value - (volume.middle[axis] ?? 0)));
    return Math.max(0, away - volume.radius);
  }
  const [x = 0, y = 0, z = 0] = point;
  const { longitude, latitude, height } = geodeticFrom([x, y, z]);
  const [lon, lat] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  return outsideRegion(volume.region, [lon, lat, lon, lat, height, height]);
}

/**
 * Metres that one volume reaches out of another of its kind; 0 inside. Of different kinds nothing is
 * said: a box around a region is larger than what is in it.
 */
export function reachesOut(inner: TileVolume, outer: TileVolume): number {
  if (inner.kind === "box" && outer.kind === "box")
    return cornersOfBox(inner.box).reduce(
      (most, corner) => Math.max(most, outside(outer.box, corner)),
      0,
    );
  if (inner.kind === "sphere" && outer.kind === "sphere") {
    const apart = Math.hypot(...inner.middle.map((value, k) => value - (outer.middle[k] ?? 0)));
    return Math.max(0, apart + inner.radius - outer.radius);
  }
  if (inner.kind === "region" && outer.kind === "region")
    return outsideRegion(outer.region, inner.region);
  return 0;
}

function outsideRegion(outer: readonly number[], inner: readonly number[]): number {
  const [west = 0, south = 0, east = 0, north = 0, low = 0, high = 0] = outer;
  const [toWest = 0, toSouth = 0, toEast = 0, toNorth = 0, toLow = 0, toHigh = 0] = inner;
  // Over the 180th meridian west is greater than east: everything counts from the outer west.
  const from = (longitude: number) =>
    longitude < west && west > east ? longitude + 2 * Math.PI : longitude;
  const radians = Math.max(
    west - from(toWest),
    from(toEast) - (west > east ? east + 2 * Math.PI : east),
    south - toSouth,
    toNorth - north,
  );
  return Math.max(0, METRES_OF_RADIAN * radians, low - toLow, toHigh - high);
}

/** The box of a quadtree's or octree's cell: what implicit tiling makes of its root's volume. */
export function cellOf(
  volume: unknown,
  { level, x, y, z }: { level: number; x: number; y: number; z?: number },
): unknown {
  const parts = 2 ** level;
  const { box, region } = volume as { box?: number[]; region?: number[] };
  const steps = [x, y, ...(z === undefined ? [] : [z])];
  if (region !== undefined) {
    const cut = [...region];
    for (const [axis, step] of steps.entries()) {
      const [low, high] = axis === 2 ? [4, 5] : [axis, axis + 2];
      const size = ((region[high] ?? 0) - (region[low] ?? 0)) / parts;
      cut[low] = (region[low] ?? 0) + step * size;
      cut[high] = (cut[low] ?? 0) + size;
    }
    return { region: cut };
  }
  if (box === undefined) return volume;
  const cut = [...box];
  for (const [axis, step] of steps.entries())
    for (let k = 0; k < 3; k++) {
      const half = box[3 + 3 * axis + k] ?? 0;
      cut[k] = (cut[k] ?? 0) + half * ((2 * step + 1) / parts - 1);
      cut[3 + 3 * axis + k] = half / parts;
    }
  return { box: cut };
}

/** Four by four finite numbers that move and turn but do not bend; or why it is not that. */
export function transformOf(value: unknown): Matrix | string {
  if (value === undefined) return IDENTITY;
  const matrix = numbersOf(value, 16);
  if (typeof matrix === "string") return matrix;
  const [a = 0, b = 0, c = 0, , d = 0, e = 0, f = 0, , g = 0, h = 0, i = 0] = matrix;
  const size = a * (e * i - f * h) - d * (b * i - c * h) + g * (b * f - c * e);
  if ([3, 7, 11].some((k) => matrix[k] !== 0) || matrix[15] !== 1)
    return "its last row is not 0, 0, 0, 1";
  return size === 0 ? "it cannot be inverted" : matrix;
}
