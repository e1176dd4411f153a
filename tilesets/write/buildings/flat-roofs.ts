import type { Point2, Point3 } from "../../model/city-model.ts";
import { areaOf, at, unit } from "../mesh/vectors.ts";
import type { Roof, RoofFace } from "./roof-form.ts";

/** Metres that a parapet is thick, and that the roof lies below its top. */
const THICK = 0.3;
const SUNK = 0.5;
const UP: Point3 = [0, 0, 1];

/** A level cap on walls of one height. */
export function flatRoof(ring: readonly Point2[], height: number): Roof {
  return { ring, tops: levelTops(ring, height), faces: [level(ring, height)] };
}

/** The roof a little below the top of the walls; without parapet where the ring is too narrow for one. */
export function parapetRoof(ring: readonly Point2[], height: number): Roof {
  const inner = inset(ring, THICK);
  if (inner === undefined) return flatRoof(ring, height);
  const faces: RoofFace[] = [level(inner, height - SUNK)];
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [raised(at(ring, i), height), raised(at(ring, i + 1), height)];
    const [c, d] = [raised(at(inner, i + 1), height), raised(at(inner, i), height)];
    faces.push({ points: [a, b, c, d], normals: [UP, UP, UP, UP], walling: true });
    const [e, f] = [lowered(d), lowered(c)];
    const [left, right] = [inward(ring, inner, i), inward(ring, inner, i + 1)];
    faces.push({ points: [f, e, d, c], normals: [right, left, left, right], walling: true });
  }
  return { ring, tops: levelTops(ring, height), faces };
}

/** Level, from a corner of the ring towards that of the inner one. */
function inward(ring: readonly Point2[], inner: readonly Point2[], i: number): Point3 {
  return unit([at(inner, i)[0] - at(ring, i)[0], at(inner, i)[1] - at(ring, i)[1], 0]);
}

function lowered([east, north, height]: Point3): Point3 {
  return [east, north, height - SUNK];
}

function level(ring: readonly Point2[], height: number): RoofFace {
  return { points: ring.map((corner) => raised(corner, height)) };
}

function levelTops(ring: readonly Point2[], height: number): Point3[][] {
  return ring.map((corner, i) => [raised(corner, height), raised(at(ring, i + 1), height)]);
}

function raised([east, north]: Point2, height: number): Point3 {
  return [east, north, height];
}

/** The ring moved inward by a distance; undefined where sides would pass one another. */
function inset(ring: readonly Point2[], distance: number): Point2[] | undefined {
  const moved = ring.map((corner, i): Point2 => {
    const before = leftOf(at(ring, i + ring.length - 1), corner);
    const after = leftOf(corner, at(ring, i + 1));
    const mitre = 1 + before[0] * after[0] + before[1] * after[1];
    const by = distance / Math.max(0.25, mitre);
    return [corner[0] + (before[0] + after[0]) * by, corner[1] + (before[1] + after[1]) * by];
  });
  for (let i = 0; i < ring.length; i++) {
    const [a, b, c, d] = [at(ring, i), at(ring, i + 1), at(moved, i), at(moved, i + 1)];
    const along = (b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1]);
    if (along <= 0) return undefined;
  }
  return areaOf(moved) > 0.5 * areaOf(ring) ? moved : undefined;
}

/** Unit vector to the left of the way from a to b: inward, as rings run anticlockwise. */
function leftOf(a: Point2, b: Point2): Point2 {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  return [(a[1] - b[1]) / length, (b[0] - a[0]) / length];
}
