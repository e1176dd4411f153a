import { type Ecef, geodeticFrom } from "../../shared/geodesy.ts";
import { type Problem, problem } from "../../shared/problem.ts";

/** Four columns of four, as in 3D Tiles. */
export type Matrix = readonly number[];

export const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** Where a tile is: degrees, and metres above the ellipsoid of its lowest point. */
export interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly lowest: number;
  readonly shape: "region" | "box" | "sphere";
}

const DEGREES = 180 / Math.PI;
/** A volume that reaches farther than this from its middle, in metres, is a part of the planet, not a city. */
const FARTHEST = 2_000_000;

/** `a` after `b`: the matrix that applies `b` first. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  return Array.from({ length: 16 }, (_, i) => {
    const row = i % 4;
    const column = i - row;
    let sum = 0;
    for (let k = 0; k < 4; k++) sum += at(a, row + 4 * k) * at(b, column + k);
    return sum;
  });
}

/** Where a bounding volume is; `matrix` places a box or sphere, a region is where it says. */
export function extentOf(volume: unknown, matrix: Matrix): Extent | Problem {
  const { region, box, sphere } = (volume ?? {}) as Record<string, unknown>;
  if (numbers(region, 6)) return ofRegion(region);
  if (numbers(box, 12)) return ofBox(box, matrix);
  if (numbers(sphere, 4)) return ofSphere(sphere, matrix);
  return problem(
    "city/malformed",
    "A tile has no bounding region, box or sphere of finite numbers.",
    "The tileset is not sound 3D Tiles; a validator tells more.",
  );
}

function ofRegion(region: readonly number[]): Extent | Problem {
  const [west, south, east, north] = region.slice(0, 4).map((radians) => radians * DEGREES) as [
    number,
    number,
    number,
    number,
  ];
  const inside = Math.abs(west) <= 180.001 && Math.abs(east) <= 180.001;
  if (!inside || Math.abs(south) > 90.001 || Math.abs(north) > 90.001 || south > north) {
    return problem(
      "city/malformed",
      "A bounding region lies outside the Earth: it is not in radians?",
    );
  }
  return { west, south, east, north, lowest: at(region, 4), shape: "region" };
}

function ofBox(box: readonly number[], matrix: Matrix): Extent | Problem {
  const middle = place(matrix, at(box, 0), at(box, 1), at(box, 2));
  const axes = [3, 6, 9].map((i) => turn(matrix, at(box, i), at(box, i + 1), at(box, i + 2)));
  const corners: Ecef[] = [];
  for (let corner = 0; corner < 8; corner++) {
    const signs = [corner & 1 ? 1 : -1, corner & 2 ? 1 : -1, corner & 4 ? 1 : -1];
    const along = (i: 0 | 1 | 2) =>
      axes.reduce((sum, axis, k) => sum + axis[i] * (signs[k] ?? 0), middle[i]);
    corners.push([along(0), along(1), along(2)]);
  }
  return ofPoints(middle, corners, "box");
}

function ofSphere(sphere: readonly number[], matrix: Matrix): Extent | Problem {
  const middle = place(matrix, at(sphere, 0), at(sphere, 1), at(sphere, 2));
  const radius = Math.hypot(...turn(matrix, at(sphere, 3), 0, 0));
  const corners = [0, 1, 2].flatMap((i) =>
    [-radius, radius].map((by) => middle.map((v, k) => (k === i ? v + by : v)) as unknown as Ecef),
  );
  const extent = ofPoints(middle, corners, "sphere");
  // A sphere's lowest point is far under the ground it stands on; its middle is nearer to it.
  return "lowest" in extent ? { ...extent, lowest: geodeticFrom(middle).height } : extent;
}

/** West, south, east, north around points; the lowest point along the vertical of their middle. */
function ofPoints(
  middle: Ecef,
  points: readonly Ecef[],
  shape: "box" | "sphere",
): Extent | Problem {
  const reach = Math.max(...points.map((point) => apart(point, middle)));
  const away = Math.hypot(...middle);
  if (!(reach < FARTHEST) || !(away > 6_000_000 && away < 7_500_000)) {
    return problem(
      "city/not-on-earth",
      `The tileset's ${shape} is not a place on the Earth's surface.`,
      "Its transform must lead to earth-centred (ECEF) metres.",
    );
  }
  const home = geodeticFrom(middle);
  const up = upAt(home.longitude, home.latitude);
  const lowest = Math.min(...points.map((p) => home.height + along(p, middle, up)));
  const places = points.map((point) => geodeticFrom(point));
  const turns = places.map(({ longitude }) => wrapDegrees(longitude - home.longitude));
  return {
    west: wrapDegrees(home.longitude + Math.min(...turns)),
    south: Math.min(...places.map(({ latitude }) => latitude)),
    east: wrapDegrees(home.longitude + Math.max(...turns)),
    north: Math.max(...places.map(({ latitude }) => latitude)),
    lowest,
    shape,
  };
}

function upAt(longitude: number, latitude: number): Ecef {
  const ring = Math.cos(latitude / DEGREES);
  const turn = longitude / DEGREES;
  return [ring * Math.cos(turn), ring * Math.sin(turn), Math.sin(latitude / DEGREES)];
}

function along(point: Ecef, middle: Ecef, up: Ecef): number {
  return up.reduce((sum, part, i) => sum + part * (at(point, i) - at(middle, i)), 0);
}

function apart(a: Ecef, b: Ecef): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function place(matrix: Matrix, x: number, y: number, z: number): Ecef {
  const [dx, dy, dz] = turn(matrix, x, y, z);
  return [dx + at(matrix, 12), dy + at(matrix, 13), dz + at(matrix, 14)];
}

function turn(m: Matrix, x: number, y: number, z: number): Ecef {
  const row = (i: number) => at(m, i) * x + at(m, i + 4) * y + at(m, i + 8) * z;
  return [row(0), row(1), row(2)];
}

/** The same direction from -180 up to 180 degrees. */
export function wrapDegrees(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

function at(values: readonly number[], i: number): number {
  return values[i] ?? 0;
}

function numbers(value: unknown, length: number): value is number[] {
  return Array.isArray(value) && value.length === length && value.every(Number.isFinite);
}
