import type { CityFeature } from "../../model/city-feature.ts";
import type { Point2, Ring } from "../../model/city-model.ts";
import { areaOf, at } from "../mesh/vectors.ts";

/** Corners past which a ring is thinned before it is looked at corner by corner. */
const MANY = 400;

/**
 * The outline of a feature from above with few corners: of its footprint the largest ring, or else the hull
 * of its points. Corners that make less of a difference than `within` metres are left out, and more of them
 * until there are at most so many. Undefined where it has no area.
 */
export function outlineOf(feature: CityFeature, few: FewCorners): Ring | undefined {
  const rings = feature.footprint.map(([outer]) => outer).filter((ring) => ring !== undefined);
  const largest = rings.reduce<Ring | undefined>(
    (most, ring) => (areaOf(ring) > (most === undefined ? 0 : areaOf(most)) ? ring : most),
    undefined,
  );
  return simplerRing(largest ?? hullOf(feature), few);
}

/** Metres by which a corner may make a difference and still be left out, and how many stay at most. */
export interface FewCorners {
  readonly within: number;
  readonly corners: number;
}

/** A ring with few corners; undefined where it has no area then. */
export function simplerRing(ring: Ring, { within, corners }: FewCorners): Ring | undefined {
  const simple = simplified(ring, within, corners);
  return simple.length > 2 && areaOf(simple) > 0 ? simple : undefined;
}

/** The corner that lies nearest to the line between its neighbours goes first. After Visvalingam and Whyatt, 1993. */
function simplified(ring: Ring, within: number, corners: number): Point2[] {
  const every = Math.ceil(ring.length / MANY);
  const left = ring.filter((_, i) => i % every === 0);
  while (left.length > 3) {
    let [least, place] = [Infinity, -1];
    for (let i = 0; i < left.length; i++) {
      const difference = missed(at(left, i + left.length - 1), at(left, i), at(left, i + 1));
      if (difference < least) [least, place] = [difference, i];
    }
    if (least > within && left.length <= corners) break;
    left.splice(place, 1);
  }
  return left;
}

/** Metres by which a corner lies off the line between its neighbours. */
function missed(a: Point2, b: Point2, c: Point2): number {
  const [dx, dy] = [c[0] - a[0], c[1] - a[1]];
  const length = Math.hypot(dx, dy);
  if (length < 1e-9) return Math.hypot(b[0] - a[0], b[1] - a[1]);
  return Math.abs(dx * (b[1] - a[1]) - dy * (b[0] - a[0])) / length;
}

/** Convex hull of all points of the finest level, anticlockwise. Source: Andrew, 1979. */
function hullOf({ levels }: CityFeature): Point2[] {
  const points: Point2[] = [];
  for (const { positions } of levels.at(-1)?.patches ?? [])
    for (let i = 0; i < positions.length; i += 3)
      points.push([positions[i] as number, positions[i + 1] as number]);
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...chain(points), ...chain(points.toReversed())];
}

/** One side of a hull, without its last point. */
function chain(points: readonly Point2[]): Point2[] {
  const side: Point2[] = [];
  for (const point of points) {
    while (side.length > 1 && !turnsLeft(side.at(-2) as Point2, side.at(-1) as Point2, point))
      side.pop();
    side.push(point);
  }
  return side.slice(0, -1);
}

function turnsLeft(a: Point2, b: Point2, c: Point2): boolean {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}
