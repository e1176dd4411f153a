import type { Point2, Point3 } from "../../model/city-model.ts";

/** Unit normal of a triangle, anticlockwise from outside; straight up where it has no area. */
export function normalOf(a: Point3, b: Point3, c: Point3): Point3 {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  return unit([uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]);
}

/** Of length 1; straight up where it has none. */
export function unit([x, y, z]: Point3): Point3 {
  const length = Math.hypot(x, y, z);
  return length > 1e-12 ? [x / length, y / length, z / length] : [0, 0, 1];
}

/** Square metres; positive where the ring runs anticlockwise. */
export function areaOf(ring: readonly Point2[]): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [ax, ay] = at(ring, i);
    const [bx, by] = at(ring, i + 1);
    twice += ax * by - bx * ay;
  }
  return twice / 2;
}

/** Turns left at each corner, or goes straight on. */
export function isConvex(ring: readonly Point2[]): boolean {
  for (let i = 0; i < ring.length; i++) {
    const [ax, ay] = at(ring, i);
    const [bx, by] = at(ring, i + 1);
    const [cx, cy] = at(ring, i + 2);
    if ((bx - ax) * (cy - by) - (by - ay) * (cx - bx) < -1e-6) return false;
  }
  return ring.length > 2;
}

export function middleOf(ring: readonly Point2[]): Point2 {
  let [east, north] = [0, 0];
  for (const [x, y] of ring) {
    east += x / ring.length;
    north += y / ring.length;
  }
  return [east, north];
}

/** The corner at a place that runs on around the ring. */
export function at(ring: readonly Point2[], index: number): Point2 {
  return ring[index % ring.length] as Point2;
}
