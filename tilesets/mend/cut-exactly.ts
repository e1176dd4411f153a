import earcut from "earcut";

/** By how much of its area the cut of a good ring may be off, and in square metres. */
const EXACT = 1e-6;
const ROUNDING = 1e-10;

/**
 * Cuts flat rings into triangles, anticlockwise, by earcut; where that leaves a hole or an overlap, once
 * more turned by a right angle, which leads its bridges to holes another way. Returns whether the
 * triangles cover the area that is asked for.
 *
 * @param flat x, y of each corner
 * @param holes places of their first corners
 * @param area square metres
 * @param tolerance of the area, as a part of it
 */
export function cutExactly(
  flat: readonly number[],
  holes: readonly number[],
  area: number,
  out: number[],
  tolerance = EXACT,
): boolean {
  const before = out.length;
  for (const turned of [false, true]) {
    const coordinates = turned ? quarterTurned(flat) : flat;
    const triangles = earcut(coordinates, holes);
    if (covers(coordinates, triangles, area, tolerance * area + ROUNDING, out)) return true;
    out.length = before;
  }
  return false;
}

/** Adds the triangles, and tells whether they are all of one direction and as large as they should be. */
function covers(
  flat: ArrayLike<number>,
  triangles: readonly number[],
  area: number,
  tolerance: number,
  out: number[],
): boolean {
  let [left, right] = [0, 0];
  for (let i = 0; i < triangles.length; i += 3) {
    const a = triangles[i] as number;
    const b = triangles[i + 1] as number;
    const c = triangles[i + 2] as number;
    const twice = turnOf(flat, a, b, c);
    if (twice > 0) left += twice / 2;
    else right -= twice / 2;
    // Earcut gives all of them one direction, and that is clockwise or not by its version.
    if (twice >= 0) out.push(a, b, c);
    else out.push(a, c, b);
  }
  return Math.min(left, right) <= tolerance && Math.abs(Math.max(left, right) - area) <= tolerance;
}

function turnOf(flat: ArrayLike<number>, a: number, b: number, c: number): number {
  const ax = flat[2 * a] as number;
  const ay = flat[2 * a + 1] as number;
  return (
    ((flat[2 * b] as number) - ax) * ((flat[2 * c + 1] as number) - ay) -
    ((flat[2 * b + 1] as number) - ay) * ((flat[2 * c] as number) - ax)
  );
}

function quarterTurned(flat: readonly number[]): number[] {
  const turned: number[] = [];
  for (let i = 0; i < flat.length; i += 2) turned.push(-(flat[i + 1] as number), flat[i] as number);
  return turned;
}

/** Of one ring, positive where it runs anticlockwise. */
export function flatArea(flat: ArrayLike<number>, from: number, to: number): number {
  let twice = 0;
  for (let i = from + 1; i + 1 < to; i++) twice += turnOf(flat, from, i, i + 1);
  return twice / 2;
}
