import type { Point2 } from "../../model/city-model.ts";
import { cyclic, distance, nearestOn } from "./polygon.ts";

/** A smooth line through given points. Source: centripetal-free Catmull and Rom, 1974, halved tangents. */
export function curveThrough(line: readonly Point2[], step: number): Point2[] {
  const closed = distance(cyclic(line, 0), cyclic(line, -1)) < 1;
  const n = line.length;
  const at = (i: number): Point2 =>
    closed ? cyclic(line.slice(0, -1), i) : (line[Math.min(n - 1, Math.max(0, i))] as Point2);
  const points: Point2[] = [at(0)];
  for (let i = 0; i + 1 < n; i++) {
    const [p, a, b, q] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const count = Math.max(1, Math.round(distance(a, b) / step));
    for (let k = 1; k <= count; k++) points.push(hermite(p, a, b, q, k / count));
  }
  return simplified(points, 0.5);
}

function hermite(p: Point2, a: Point2, b: Point2, q: Point2, t: number): Point2 {
  const long = distance(a, b);
  const pull = (from: Point2, to: Point2, k: 0 | 1) =>
    ((to[k] - from[k]) / (distance(from, to) || 1)) * long;
  const value = (k: 0 | 1): number => {
    const [m, l] = [pull(p, b, k), pull(a, q, k)];
    const [t2, t3] = [t * t, t * t * t];
    return (
      (2 * t3 - 3 * t2 + 1) * a[k] +
      (t3 - 2 * t2 + t) * m +
      (3 * t2 - 2 * t3) * b[k] +
      (t3 - t2) * l
    );
  };
  return [value(0), value(1)];
}

/** A line without the points that it passes within `tolerance` metres of. Source: Douglas and Peucker, 1973. */
function simplified(line: readonly Point2[], tolerance: number): Point2[] {
  const first = line[0] as Point2;
  const last = line.at(-1) as Point2;
  let far = -1;
  let most = tolerance;
  for (let i = 1; i + 1 < line.length; i++) {
    const away = nearestOn(line[i] as Point2, first, last).distance;
    if (away > most) {
      most = away;
      far = i;
    }
  }
  if (far < 0) return distance(first, last) > 0 ? [first, last] : [first];
  const head = simplified(line.slice(0, far + 1), tolerance);
  return [...head.slice(0, -1), ...simplified(line.slice(far), tolerance)];
}

/** Points of a cubic curve that leaves `a` along `leave` and comes to `b` along `arrive`, ends left out. */
export function bend(a: Point2, leave: Point2, b: Point2, arrive: Point2, step: number): Point2[] {
  const long = distance(a, b);
  const pull = long * 0.36;
  const c: Point2 = [a[0] + leave[0] * pull, a[1] + leave[1] * pull];
  const d: Point2 = [b[0] - arrive[0] * pull, b[1] - arrive[1] * pull];
  const count = Math.max(2, Math.round(long / step));
  const points: Point2[] = [a];
  for (let i = 1; i <= count; i++) {
    const t = i / count;
    const s = 1 - t;
    const value = (k: 0 | 1) =>
      s * s * s * a[k] + 3 * s * s * t * c[k] + 3 * s * t * t * d[k] + t * t * t * b[k];
    points.push([value(0), value(1)]);
  }
  return simplified(points, 0.7).slice(1, -1);
}
