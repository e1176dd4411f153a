import type { Point2 } from "../../../model/city-model.ts";
import { between, cross, distance } from "./vector.ts";

/**
 * Triangles of a simple ring, three places in `points` each, anticlockwise. Unlike earcut it never
 * leaves a corner out, not even one in the middle of a straight side: neighbours share each corner, and
 * one left out would be a crack. Takes the best-shaped ear first. Source: Meisters, 1975.
 */
export function earClip(points: readonly Point2[]): number[] {
  const left = points.map((_, i) => i);
  const shapes = left.map((_, i) => earShape(points, left, i));
  const triangles: number[] = [];
  while (left.length > 3) {
    const ear = best(shapes);
    triangles.push(at(left, ear - 1), at(left, ear), at(left, ear + 1));
    left.splice(ear, 1);
    shapes.splice(ear, 1);
    for (const near of [ear - 1, ear]) {
      const place = (near + left.length) % left.length;
      shapes[place] = earShape(points, left, place);
    }
    revive(points, left, shapes);
  }
  triangles.push(...left);
  return triangles;
}

/** Ears that a corner stood in may be free now: looked at again only when none is left. */
function revive(points: readonly Point2[], left: readonly number[], shapes: number[]): void {
  if (shapes.some((shape) => shape > 0)) return;
  for (const i of left.keys()) shapes[i] = earShape(points, left, i);
}

function best(shapes: readonly number[]): number {
  let found = 0;
  for (const [i, shape] of shapes.entries()) {
    if (shape > (shapes[found] as number)) found = i;
  }
  return found;
}

/** How well shaped the ear at a place is: 1 for equal sides; 0 or below where it may not be cut. */
function earShape(points: readonly Point2[], left: readonly number[], place: number): number {
  const [ia, ib, ic] = [at(left, place - 1), at(left, place), at(left, place + 1)];
  const a = points[ia] as Point2;
  const b = points[ib] as Point2;
  const c = points[ic] as Point2;
  const twice = cross(between(a, b), between(a, c));
  const longest = Math.max(distance(a, b), distance(b, c), distance(c, a));
  const shape = longest === 0 ? 0 : twice / (longest * longest);
  if (shape <= 1e-7) return shape - 1;
  for (const i of left) {
    if (i !== ia && i !== ib && i !== ic && covers(a, b, c, points[i] as Point2)) return -0.5;
  }
  return shape;
}

/** Whether a point is in an anticlockwise triangle or on its side. */
function covers(a: Point2, b: Point2, c: Point2, point: Point2): boolean {
  return (
    cross(between(a, b), between(a, point)) >= -1e-9 &&
    cross(between(b, c), between(b, point)) >= -1e-9 &&
    cross(between(c, a), between(c, point)) >= -1e-9
  );
}

function at(list: readonly number[], place: number): number {
  return list[(place + list.length) % list.length] as number;
}
