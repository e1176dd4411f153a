import type { Point2 } from "../../model/city-model.ts";
import type { Side } from "./planar-graph.ts";
import { cyclic, direction, isSimple } from "./polygon.ts";

/**
 * Where two edges of a face meet, drawn in from the edges' middle: the kerb, from the end of the
 * first edge's to the begin of the second's, and so the back of the pavement.
 */
export interface Corner {
  readonly kerb: readonly Point2[];
  readonly back: readonly Point2[];
}

/** Lines that differ less than this (sine) are one line that steps. */
const STRAIGHT = 0.13;

/** The corner on the left of the way `before` -> `at` -> `after`. */
export function cornerOf(
  before: Point2,
  at: Point2,
  after: Point2,
  first: Side,
  second: Side,
): Corner {
  const u = direction(before, at);
  const v = direction(at, after);
  const backs = [first.half + first.pavement, second.half + second.pavement] as const;
  const turn = Math.atan2(u[0] * v[1] - u[1] * v[0], u[0] * v[0] + u[1] * v[1]);
  if (Math.abs(Math.sin(turn)) < STRAIGHT) {
    return {
      kerb: stepped(at, u, v, first.half, second.half),
      back: stepped(at, u, v, backs[0], backs[1]),
    };
  }
  const kerb = meeting(at, u, v, first.half, second.half);
  const back = meeting(at, u, v, backs[0], backs[1]);
  if (turn > 0.5 && first.kind === "road" && second.kind === "road") {
    return rounded(kerb, back, u, turn, first, second);
  }
  return { kerb: [kerb], back: [back] };
}

function stepped(at: Point2, u: Point2, v: Point2, a: number, b: number): Point2[] {
  const middle = direction([0, 0], [u[0] + v[0], u[1] + v[1]]);
  const stretch = 1 / (middle[0] * u[0] + middle[1] * u[1]);
  const away = (by: number): Point2 => [
    at[0] - middle[1] * by * stretch,
    at[1] + middle[0] * by * stretch,
  ];
  return Math.abs(a - b) < 0.01 ? [away(a)] : [away(a), away(b)];
}

/** Where the line `a` to the left of direction `u` meets the one `b` to the left of `v`. */
function meeting(at: Point2, u: Point2, v: Point2, a: number, b: number): Point2 {
  const cross = u[0] * v[1] - u[1] * v[0];
  return [at[0] + (a * v[0] - b * u[0]) / cross, at[1] + (a * v[1] - b * u[1]) / cross];
}

function rounded(
  kerb: Point2,
  back: Point2,
  u: Point2,
  turn: number,
  first: Side,
  second: Side,
): Corner {
  const paved = Math.min(first.pavement, second.pavement);
  if (paved === 0 && Math.max(first.pavement, second.pavement) > 0) {
    return { kerb: [kerb], back: [back] };
  }
  const open = 1 / Math.cos(turn / 2) - 1;
  if (paved === 0) {
    const cut = arc(kerb, u, turn, Math.min(3, 0.9 / open), 1);
    return { kerb: cut, back: cut };
  }
  const room = Math.hypot(back[0] - kerb[0], back[1] - kerb[1]) - 0.7;
  const radius = Math.min(paved > 2 ? 5 : 3.5, room / open);
  return radius < 0.5
    ? { kerb: [kerb], back: [back] }
    : { kerb: arc(kerb, u, turn, radius, 4), back: [back] };
}

/** An arc in place of a corner between the line along `u` and the one that turns from it. */
function arc(corner: Point2, u: Point2, turn: number, radius: number, steps: number): Point2[] {
  const reach = radius * Math.tan(turn / 2);
  const start: Point2 = [corner[0] - u[0] * reach, corner[1] - u[1] * reach];
  const points: Point2[] = [];
  for (let i = 0; i <= steps; i++) {
    const angle = (turn * i) / steps;
    const [along, aside] = [radius * Math.sin(angle), radius * (1 - Math.cos(angle))];
    points.push([start[0] + u[0] * along - u[1] * aside, start[1] + u[1] * along + u[0] * aside]);
  }
  return points;
}

/**
 * What is left of a face inside its roads: a corner for each of its points. `sides[i]` runs from
 * `points[i]` to the next. Undefined where there is no room: pavements would cross.
 */
export function inset(points: readonly Point2[], sides: readonly Side[]): Corner[] | undefined {
  const n = points.length;
  const corners = points.map((at, i) =>
    cornerOf(
      cyclic(points, i - 1),
      at,
      cyclic(points, i + 1),
      cyclic(sides, i - 1),
      cyclic(sides, i),
    ),
  );
  for (let i = 0; i < n; i++) {
    const along = direction(cyclic(points, i), cyclic(points, i + 1));
    const here = cyclic(corners, i);
    const there = cyclic(corners, i + 1);
    for (const part of ["kerb", "back"] as const) {
      const a = cyclic(here[part], -1);
      const b = cyclic(there[part], 0);
      if ((b[0] - a[0]) * along[0] + (b[1] - a[1]) * along[1] < 0.6) return undefined;
    }
  }
  return isSimple(ringOf(corners)) ? corners : undefined;
}

/** The ring of the backs of a face's pavements. */
export function ringOf(corners: readonly Corner[]): Point2[] {
  return corners.flatMap((corner) => [...corner.back]);
}
