import type { Strip } from "./strips.ts";

type Point = readonly [number, number, number];

/** How far a corner's offset may be drawn out, in offsets: sharper ones are cut off. */
const LONGEST_MITRE = 1.6;

/** The part of a line between two metres along it; `from` below `to`, both inside it. */
export function cutLine(points: readonly Point[], from: number, to: number): Strip {
  const kept: Point[] = [];
  const along: number[] = [];
  const keep = (point: Point, metres: number) => {
    kept.push(point);
    along.push(metres - from);
  };
  let walked = 0;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1] as Point;
    const b = points[i] as Point;
    const span = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (span === 0) continue;
    const end = walked + span;
    if (end > from && walked < to) {
      if (kept.length === 0)
        keep(between(a, b, Math.max(0, from - walked) / span), Math.max(from, walked));
      keep(between(a, b, Math.min(1, (to - walked) / span)), Math.min(to, end));
    }
    walked = end;
  }
  return { points: kept, along };
}

/** The line some metres to the left of a line (negative: right), corner by corner, with its measure. */
export function sideLine(line: Strip, left: number): Strip {
  const { points } = line;
  const moved = points.map((point, i): Point => {
    const before = directionOf(points[i - 1] ?? point, i === 0 ? (points[1] ?? point) : point);
    const after = i + 1 < points.length ? directionOf(point, points[i + 1] ?? point) : before;
    // Left of a direction (x, y) is (-y, x); the mitre is the mean of both sides, drawn out.
    const x = -(before[1] + after[1]);
    const y = before[0] + after[0];
    const size = Math.hypot(x, y);
    if (size < 1e-9) return point;
    const reach = Math.min(LONGEST_MITRE, 2 / size) * (left / size);
    return [point[0] + x * reach, point[1] + y * reach, point[2]];
  });
  return { points: moved, along: line.along };
}

function between(a: Point, b: Point, part: number): Point {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part];
}

function directionOf(a: Point, b: Point): readonly [number, number] {
  const x = b[0] - a[0];
  const y = b[1] - a[1];
  const size = Math.hypot(x, y);
  return size > 0 ? [x / size, y / size] : [0, 0];
}
