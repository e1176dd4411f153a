import type { BestPlane } from "./best-plane.ts";
import type { Corners } from "./corners.ts";

/** Rings of up to so many corners are tried from each of them. */
const SMALL = 8;
/** A triangle smaller than this may be turned by rounding, square metres. */
const SURE = 1e-7;

/**
 * Cuts a single ring into triangles that share one corner, where one sees all others in order and on
 * one side of its first side: then the ring is simple. Most polygons of a city are cut this way. Returns
 * whether it did; triangles are places of corners, added to `out`.
 */
export function fanPolygon(corners: Corners, plane: BestPlane, out: number[]): boolean {
  const { count } = corners;
  const tries = count <= SMALL ? count : 1;
  for (let first = 0; first < tries; first++) {
    if (!seesAll(corners, plane, first)) continue;
    for (let i = 1; i + 1 < count; i++)
      out.push(first, (first + i) % count, (first + i + 1) % count);
    return true;
  }
  return false;
}

function seesAll({ places, count }: Corners, { nx, ny, nz }: BestPlane, first: number): boolean {
  const ox = places[3 * first] as number;
  const oy = places[3 * first + 1] as number;
  const oz = places[3 * first + 2] as number;
  let i = first + 1 === count ? 0 : first + 1;
  const sx = (places[3 * i] as number) - ox;
  const sy = (places[3 * i + 1] as number) - oy;
  const sz = (places[3 * i + 2] as number) - oz;
  let [ux, uy, uz] = [sx, sy, sz];
  for (let step = 2; step < count; step++) {
    i = i + 1 === count ? 0 : i + 1;
    const vx = (places[3 * i] as number) - ox;
    const vy = (places[3 * i + 1] as number) - oy;
    const vz = (places[3 * i + 2] as number) - oz;
    if (turn(ux, uy, uz, vx, vy, vz, nx, ny, nz) < 2 * SURE) return false;
    if (step > 2 && turn(sx, sy, sz, vx, vy, vz, nx, ny, nz) < 0) return false;
    [ux, uy, uz] = [vx, vy, vz];
  }
  return true;
}

/** Twice the area of the triangle of two sides, seen along a normal. */
function turn(
  ...[ux, uy, uz, vx, vy, vz, nx, ny, nz]: [
    ...[number, number, number],
    ...[number, number, number],
    ...[number, number, number],
  ]
): number {
  return (uy * vz - uz * vy) * nx + (uz * vx - ux * vz) * ny + (ux * vy - uy * vx) * nz;
}
