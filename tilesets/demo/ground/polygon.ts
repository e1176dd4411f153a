import type { Point2 } from "../../model/city-model.ts";

/** Plane geometry of points and rings; rings are lists of corners, not closed, anticlockwise positive. */
export function distance(a: Point2, b: Point2): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** Unit vector from `a` to `b`. */
export function direction(a: Point2, b: Point2): Point2 {
  const length = distance(a, b);
  if (length === 0) throw new Error(`ground: two points at ${a.join(", ")} are one`);
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

/** Twice the signed area of a triangle. */
export function turnOf(a: Point2, b: Point2, c: Point2): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** The point `step` places after place `i` of a ring. */
export function cyclic<T>(list: readonly T[], i: number): T {
  const n = list.length;
  return list[((i % n) + n) % n] as T;
}

/** Square metres, positive for anticlockwise. */
export function areaOf(ring: readonly Point2[]): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = cyclic(ring, i);
    const b = cyclic(ring, i + 1);
    sum += a[0] * b[1] - a[1] * b[0];
  }
  return sum / 2;
}

export function centroidOf(ring: readonly Point2[]): Point2 {
  const first = cyclic(ring, 0);
  let area = 0;
  let east = 0;
  let north = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    const a = cyclic(ring, i);
    const b = cyclic(ring, i + 1);
    const twice = turnOf(first, a, b);
    area += twice;
    east += twice * (first[0] + a[0] + b[0]);
    north += twice * (first[1] + a[1] + b[1]);
  }
  return [east / (3 * area), north / (3 * area)];
}

export function contains(ring: readonly Point2[], p: Point2): boolean {
  let inside = false;
  for (let i = 0; i < ring.length; i++) {
    const a = cyclic(ring, i);
    const b = cyclic(ring, i + 1);
    if (a[1] > p[1] === b[1] > p[1]) continue;
    if (p[0] < a[0] + ((p[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
  }
  return inside;
}

/** The nearest point of a segment: `t` from 0 at `a` to 1 at `b`. */
export function nearestOn(
  p: Point2,
  a: Point2,
  b: Point2,
): { readonly point: Point2; readonly t: number; readonly distance: number } {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  const point: Point2 = [a[0] + t * dx, a[1] + t * dy];
  return { point, t, distance: distance(p, point) };
}

/** Where two segments cross: places along `ab` and along `cd`, 0 to 1; undefined where they do not. */
export function crossing(
  a: Point2,
  b: Point2,
  c: Point2,
  d: Point2,
): { readonly t: number; readonly u: number } | undefined {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-12) return undefined;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? { t, u } : undefined;
}

/** Whether no two sides of a ring touch but neighbours at their corner, and no side is shorter than 1 mm. */
export function isSimple(ring: readonly Point2[]): boolean {
  const n = ring.length;
  if (n < 3) return false;
  for (let i = 0; i < n; i++) {
    const a = cyclic(ring, i);
    const b = cyclic(ring, i + 1);
    if (distance(a, b) < 1e-3) return false;
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      const c = cyclic(ring, j);
      const d = cyclic(ring, j + 1);
      if (Math.max(c[0], d[0]) < Math.min(a[0], b[0])) continue;
      if (Math.min(c[0], d[0]) > Math.max(a[0], b[0])) continue;
      if (crossing(a, b, c, d)) return false;
    }
  }
  return true;
}

/** A ring's narrowest turned rectangle: its middle, direction and length of the long side, width. */
export interface OrientedBox {
  readonly middle: Point2;
  readonly axis: Point2;
  readonly length: number;
  readonly width: number;
}

/** The turned rectangle of least area among those along a side of the ring. */
export function orientedBox(ring: readonly Point2[]): OrientedBox {
  let best: OrientedBox | undefined;
  for (let i = 0; i < ring.length; i++) {
    const a = cyclic(ring, i);
    const b = cyclic(ring, i + 1);
    if (distance(a, b) < 5) continue;
    const box = boxAlong(ring, direction(a, b));
    if (!best || box.length * box.width < best.length * best.width) best = box;
  }
  return best ?? boxAlong(ring, [1, 0]);
}

function boxAlong(ring: readonly Point2[], u: Point2): OrientedBox {
  const along = ring.map((p) => p[0] * u[0] + p[1] * u[1]);
  const across = ring.map((p) => p[1] * u[0] - p[0] * u[1]);
  const [a0, a1, c0, c1] = [
    Math.min(...along),
    Math.max(...along),
    Math.min(...across),
    Math.max(...across),
  ];
  const a = (a0 + a1) / 2;
  const c = (c0 + c1) / 2;
  const middle: Point2 = [a * u[0] - c * u[1], a * u[1] + c * u[0]];
  return a1 - a0 >= c1 - c0
    ? { middle, axis: u, length: a1 - a0, width: c1 - c0 }
    : { middle, axis: [-u[1], u[0]], length: c1 - c0, width: a1 - a0 };
}
