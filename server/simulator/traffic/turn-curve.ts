import type { Strip } from "./strips.ts";

type Point = readonly [number, number, number];

/** Where a path begins or ends, and the way it goes there (a unit vector of the plane). */
export interface Gate {
  readonly point: Point;
  readonly direction: readonly [number, number];
}

/** Metres between two points of a curve, at most. */
const SPACING = 1.5;

/**
 * The path of a vehicle from one gate to another: a cubic Bézier with the arms that draw a circle where
 * both gates lie on one. `over`, where given, is a point of the surface between them that lifts or lowers
 * the path near it, and how far its influence reaches.
 */
export function turnCurve(
  from: Gate,
  to: Gate,
  over?: { readonly point: Point; readonly reach: number },
): Strip {
  const [a, d] = [from.point, to.point];
  const chord = Math.hypot(d[0] - a[0], d[1] - a[1]);
  const arm = armOf(turnBetween(from.direction, to.direction), chord);
  const b = [a[0] + from.direction[0] * arm, a[1] + from.direction[1] * arm] as const;
  const c = [d[0] - to.direction[0] * arm, d[1] - to.direction[1] * arm] as const;
  const lift = over === undefined ? 0 : liftOf(a, d, over);
  const count = Math.max(2, Math.ceil((chord * 1.3) / SPACING));
  const points: Point[] = [];
  const along: number[] = [];
  let walked = 0;
  for (let i = 0; i <= count; i++) {
    const t = i / count;
    const u = 1 - t;
    const [w0, w1, w2, w3] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    const point: Point = [
      w0 * a[0] + w1 * b[0] + w2 * c[0] + w3 * d[0],
      w0 * a[1] + w1 * b[1] + w2 * c[1] + w3 * d[1],
      a[2] * u + d[2] * t + lift * 4 * t * u,
    ];
    const last = points.at(-1) ?? point;
    walked += Math.hypot(point[0] - last[0], point[1] - last[1]);
    points.push(point);
    along.push(walked);
  }
  return { points, along };
}

/** Radians from one way to another, to the left positive. */
export function turnBetween(
  from: readonly [number, number],
  to: readonly [number, number],
): number {
  return Math.atan2(from[0] * to[1] - from[1] * to[0], from[0] * to[0] + from[1] * to[1]);
}

/** Several strips, each beginning where the one before ends, as one. */
export function joinStrips(parts: readonly Strip[]): Strip {
  const points: Point[] = [];
  const along: number[] = [];
  let walked = 0;
  for (const part of parts) {
    const first = points.length === 0 ? 0 : 1;
    for (let i = first; i < part.points.length; i++) {
      points.push(part.points[i] as Point);
      along.push(walked + (part.along[i] as number));
    }
    walked += part.along.at(-1) ?? 0;
  }
  return { points, along };
}

function armOf(turn: number, chord: number): number {
  const angle = Math.min(Math.PI, Math.abs(turn));
  if (angle < 0.05) return chord / 3;
  return ((4 / 3) * Math.tan(angle / 4) * (chord / 2)) / Math.sin(angle / 2);
}

function liftOf(
  a: Point,
  d: Point,
  over: { readonly point: Point; readonly reach: number },
): number {
  const east = (a[0] + d[0]) / 2 - over.point[0];
  const north = (a[1] + d[1]) / 2 - over.point[1];
  const near = Math.max(0, 1 - Math.hypot(east, north) / Math.max(1, over.reach));
  return (over.point[2] - (a[2] + d[2]) / 2) * near;
}
