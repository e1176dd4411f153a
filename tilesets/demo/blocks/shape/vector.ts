import type { Point2 } from "../../../model/city-model.ts";

const DEGREES = 180 / Math.PI;

/** `a` and `times` times `b`. */
export function along(a: Point2, b: Point2, times: number): Point2 {
  return [a[0] + b[0] * times, a[1] + b[1] * times];
}

/** From `a` to `b`. */
export function between(a: Point2, b: Point2): Point2 {
  return [b[0] - a[0], b[1] - a[1]];
}

export function dot(a: Point2, b: Point2): number {
  return a[0] * b[0] + a[1] * b[1];
}

/** Above 0 where `b` turns left of `a`. */
export function cross(a: Point2, b: Point2): number {
  return a[0] * b[1] - a[1] * b[0];
}

export function distance(a: Point2, b: Point2): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** Of length 1; east for no direction at all. */
export function unit(a: Point2): Point2 {
  const length = Math.hypot(a[0], a[1]);
  return length === 0 ? [1, 0] : [a[0] / length, a[1] / length];
}

/** Turned left by a right angle. */
export function leftOf(a: Point2): Point2 {
  return [-a[1], a[0]];
}

/** Degrees clockwise from north, from 0, below 360. */
export function headingOf(a: Point2): number {
  return (Math.atan2(a[0], a[1]) * DEGREES + 360) % 360;
}
