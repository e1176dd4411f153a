import { type FlatLine, LocalMetres } from "./local-metres.ts";

/** How much longer than half the width a corner may be: what is sharper is cut off. */
const LONGEST_CORNER = 1.6;
/** Steps of the half circle that closes an end, and metres of width below which it is left square. */
const END_STEPS = 4;
const ROUNDED = 2;

/**
 * Triangles of a line that has a width: longitude, latitude, height of three corners each, all at one
 * height, anticlockwise from above. Neighbouring pieces share their corners; ends are round.
 * @param line longitudes and latitudes in pairs, at least two
 * @param width metres
 */
export function ribbon(line: Float64Array, width: number, height: number): Float64Array {
  const local = new LocalMetres(line[0] as number, line[1] as number);
  const spine = withoutRepeats(local.toMetres(line));
  const count = spine.length / 2;
  if (count < 2) return new Float64Array(0);
  const isRing = spine[0] === spine.at(-2) && spine[1] === spine.at(-1) && count > 3;
  const half = width / 2;
  const { left, right } = sidesOf(spine, half, isRing);
  const flat: number[] = [];
  for (let i = 0; i + 1 < count; i++) {
    const [a, b, c, d] = [pair(right, i), pair(right, i + 1), pair(left, i + 1), pair(left, i)];
    pushTriangle(flat, a, b, c);
    pushTriangle(flat, a, c, d);
  }
  if (!isRing && width >= ROUNDED) {
    pushEnd(flat, spine, 0, 1, half);
    pushEnd(flat, spine, count - 1, count - 2, half);
  }
  const degrees = local.toDegrees(Float64Array.from(flat));
  const corners = new Float64Array((degrees.length / 2) * 3);
  for (let i = 0; i < degrees.length / 2; i++) {
    corners[3 * i] = degrees[2 * i] as number;
    corners[3 * i + 1] = degrees[2 * i + 1] as number;
    corners[3 * i + 2] = height;
  }
  return corners;
}

type Pair = readonly [number, number];

function pair(line: FlatLine, i: number): Pair {
  return [line[2 * i] as number, line[2 * i + 1] as number];
}

function withoutRepeats(line: FlatLine): FlatLine {
  const kept: number[] = [];
  for (let i = 0; i < line.length; i += 2) {
    const [x, y] = [line[i] as number, line[i + 1] as number];
    if (kept.length > 0 && Math.hypot(x - (kept.at(-2) ?? 0), y - (kept.at(-1) ?? 0)) < 0.01)
      continue;
    kept.push(x, y);
  }
  return Float64Array.from(kept);
}

/** The two sides of a line, corner by corner; a corner lies where its two pieces' sides meet. */
function sidesOf(spine: FlatLine, half: number, isRing: boolean) {
  const count = spine.length / 2;
  const left = new Float64Array(2 * count);
  const right = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const before = i > 0 ? i - 1 : isRing ? count - 2 : undefined;
    const after = i + 1 < count ? i + 1 : isRing ? 1 : undefined;
    const here = pair(spine, i);
    const into = before === undefined ? undefined : unit(pair(spine, before), here);
    const out = after === undefined ? undefined : unit(here, pair(spine, after));
    const [ux, uy] = into ?? out ?? [1, 0];
    const [vx, vy] = out ?? into ?? [1, 0];
    // Normals to the left of both pieces; their sum points to where the sides meet.
    const [nx, ny] = [-uy - vy, ux + vx];
    const size = Math.hypot(nx, ny);
    const cos = size / 2;
    const reach = half * Math.min(LONGEST_CORNER, 1 / Math.max(cos, 1e-6));
    const [mx, my] = size > 1e-6 ? [nx / size, ny / size] : [-uy, ux];
    left[2 * i] = here[0] + mx * reach;
    left[2 * i + 1] = here[1] + my * reach;
    right[2 * i] = here[0] - mx * reach;
    right[2 * i + 1] = here[1] - my * reach;
  }
  return { left, right };
}

function unit(from: Pair, to: Pair): Pair {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const size = Math.hypot(x, y) || 1;
  return [x / size, y / size];
}

/** Half a circle at an end, away from the line. */
function pushEnd(flat: number[], spine: FlatLine, end: number, next: number, half: number): void {
  const middle = pair(spine, end);
  const [ux, uy] = unit(pair(spine, next), middle);
  const spot = (step: number): Pair => {
    const angle = (step / END_STEPS - 0.5) * Math.PI;
    const [along, across] = [Math.cos(angle) * half, Math.sin(angle) * half];
    return [middle[0] + ux * along - uy * across, middle[1] + uy * along + ux * across];
  };
  for (let step = 0; step < END_STEPS; step++)
    pushTriangle(flat, middle, spot(step), spot(step + 1));
}

/** Anticlockwise, whichever way its corners are given; what has no area is no triangle. */
function pushTriangle(flat: number[], a: Pair, b: Pair, c: Pair): void {
  const twice = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  if (Math.abs(twice) < 1e-4) return;
  if (twice > 0) flat.push(...a, ...b, ...c);
  else flat.push(...a, ...c, ...b);
}
