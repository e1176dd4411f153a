import type { Point2, Ring } from "../../../model/city-model.ts";
import { along, between, cross, distance, dot } from "./vector.ts";

/** Corner of a ring, counted round and round. */
export function corner(ring: Ring, i: number): Point2 {
  const count = ring.length;
  return ring[((i % count) + count) % count] as Point2;
}

/** Square metres; below 0 where the ring runs clockwise. */
export function areaOf(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) sum += cross(corner(ring, i), corner(ring, i + 1));
  return sum / 2;
}

/** Metres. */
export function perimeterOf(ring: Ring): number {
  return ring.reduce((sum, point, i) => sum + distance(point, corner(ring, i + 1)), 0);
}

export function centroidOf(ring: Ring): Point2 {
  const origin = corner(ring, 0);
  let [east, north, sum] = [0, 0, 0];
  for (let i = 1; i + 1 < ring.length; i++) {
    const a = between(origin, corner(ring, i));
    const b = between(origin, corner(ring, i + 1));
    const weight = cross(a, b);
    east += (a[0] + b[0]) * weight;
    north += (a[1] + b[1]) * weight;
    sum += weight;
  }
  return sum === 0 ? origin : along(origin, [east, north], 1 / (3 * sum));
}

/** Whether a point is inside, by the parity of edges east of it. */
export function holds(ring: Ring, [east, north]: Point2): boolean {
  let inside = false;
  for (let i = 0; i < ring.length; i++) {
    const a = corner(ring, i);
    const b = corner(ring, i + 1);
    if (a[1] > north === b[1] > north) continue;
    if (east < a[0] + ((north - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
  }
  return inside;
}

/** Where on the way from `a` to `b` a point is nearest: 0 to 1. */
export function shareAlong(a: Point2, b: Point2, point: Point2): number {
  const way = between(a, b);
  const squared = dot(way, way);
  if (squared === 0) return 0;
  return Math.min(1, Math.max(0, dot(between(a, point), way) / squared));
}

/** Metres from a point to a ring's nearest edge. */
export function distanceToEdge(ring: Ring, point: Point2): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ring.length; i++) {
    const a = corner(ring, i);
    const b = corner(ring, i + 1);
    const foot = along(a, between(a, b), shareAlong(a, b, point));
    nearest = Math.min(nearest, distance(foot, point));
  }
  return nearest;
}

/** West, south, east, north. */
export function boundsOf(ring: Ring): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

/** Whether two simple rings share ground; a common border is none. */
export function overlap(a: Ring, b: Ring): boolean {
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      if (cutsThrough(corner(a, i), corner(a, i + 1), corner(b, j), corner(b, j + 1))) return true;
    }
  }
  return holds(b, centroidOf(a)) || holds(a, centroidOf(b));
}

/** Whether two segments cross at a point inside both. */
function cutsThrough(a: Point2, b: Point2, c: Point2, d: Point2): boolean {
  const ab = between(a, b);
  const cd = between(c, d);
  return (
    cross(ab, between(a, c)) * cross(ab, between(a, d)) < 0 &&
    cross(cd, between(c, a)) * cross(cd, between(c, b)) < 0
  );
}
