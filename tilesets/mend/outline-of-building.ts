import clipping, { type MultiPolygon, type Pair } from "polygon-clipping";
import { TILE_LIMITS } from "../limits.ts";
import type { FeatureLevel } from "../model/city-feature.ts";
import type { Point2, Ring } from "../model/city-model.ts";
import type { SurfaceSemantic } from "../model/read-feature.ts";
import type { BestPlane } from "./best-plane.ts";
import type { Corners } from "./corners.ts";
import { polygonCrossings } from "./ring-crossings.ts";

/** Corners up to which several outlines are joined. */
const MOST = 2_000;
/** A surface that faces down more than this is an underside: z of its normal. */
const DOWN = -0.7;

type Outline = readonly Ring[];

/**
 * Where a building stands. The first of these that there is: its surfaces that lie on the ground (LOD0),
 * its ground surfaces, the surfaces that face down, each of the coarsest level that has some; else the
 * hull of all its points. Of those that cross each other more often than `crossings` it is their hull.
 */
export class BuildingOutline {
  #rank = Infinity;
  #lod = 0;
  #found: Outline[] = [];

  /** Looks at a mended polygon. Levels come from coarse to fine. */
  add(
    corners: Corners,
    { nz }: BestPlane,
    semantic: SurfaceSemantic,
    flat: boolean,
    lod: number,
  ): void {
    const rank = flat ? 0 : semantic === "ground" ? 1 : nz < DOWN ? 2 : Infinity;
    if (rank > this.#rank || rank === Infinity) return;
    if (rank < this.#rank) {
      this.#rank = rank;
      this.#lod = lod;
      this.#found = [];
    }
    if (lod === this.#lod) this.#found.push(...outlinesIn(corners));
  }

  /** Outer rings and holes, all anticlockwise. */
  rings(levels: readonly FeatureLevel[]): readonly Outline[] {
    const found = this.#found;
    if (found.length === 0) return hullOf(levels[0]);
    const count = found.reduce(
      (sum, rings) => sum + rings.reduce((n, ring) => n + ring.length, 0),
      0,
    );
    if (found.length === 1) return found;
    // Surfaces that cross each other all over are no outline, and would take minutes and gigabytes to join.
    if (isTangled(found)) return hullAround(found.flat(2));
    return count > MOST ? found : joined(found);
  }
}

/** Outer rings and holes of what is in `corners`, seen from above. */
export function outlinesIn(corners: Corners): Outline[] {
  const outlines: Ring[][] = [];
  for (let ring = 0; ring < corners.starts.length; ring++) {
    const points: Point2[] = [];
    for (let i = corners.starts[ring] as number; i < corners.endOf(ring); i++)
      points.push([corners.places[3 * i] as number, corners.places[3 * i + 1] as number]);
    const turned = anticlockwise(points);
    if (corners.outers.includes(ring)) outlines.push([turned]);
    else outlines.at(-1)?.push(turned);
  }
  return outlines;
}

function isTangled(outlines: readonly Outline[]): boolean {
  const [flat, starts]: [number[], number[]] = [[], []];
  for (const ring of outlines.flat()) {
    starts.push(flat.length / 2);
    for (const [x, y] of ring) flat.push(x, y);
  }
  return polygonCrossings(flat, starts, TILE_LIMITS.crossings) >= TILE_LIMITS.crossings;
}

/** Outlines as one where they touch; as they were where the library cannot join them. */
function joined(outlines: readonly Outline[]): readonly Outline[] {
  try {
    const [first, ...others] = outlines.map((rings) =>
      rings.map((ring) => ring.map(([x, y]): Pair => [x, y])),
    );
    return outlinesOf(clipping.union(first as Pair[][], ...others));
  } catch {
    return outlines;
  }
}

/** The library's closed rings as ours. */
export function outlinesOf(polygons: MultiPolygon): Outline[] {
  return polygons.map((rings) => rings.map((ring) => anticlockwise(ring.slice(0, -1))));
}

/** Convex hull seen from above. */
function hullOf(level: FeatureLevel | undefined): Outline[] {
  const points: Point2[] = [];
  for (const { positions } of level?.patches ?? [])
    for (let i = 0; i < positions.length; i += 3)
      points.push([positions[i] as number, positions[i + 1] as number]);
  return hullAround(points);
}

/** Source: Andrew, 1979. */
function hullAround(all: readonly Point2[]): Outline[] {
  const points = [...all];
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const hull = [...chain(points), ...chain(points.reverse())];
  return hull.length < 3 ? [] : [[hull]];
}

function chain(points: readonly Point2[]): Point2[] {
  const side: Point2[] = [];
  for (const point of points) {
    while (side.length > 1 && turn(side.at(-2) as Point2, side.at(-1) as Point2, point) <= 0)
      side.pop();
    side.push(point);
  }
  return side.slice(0, -1);
}

function anticlockwise(ring: Point2[]): Ring {
  let twice = 0;
  for (let i = 1; i + 1 < ring.length; i++)
    twice += turn(ring[0] as Point2, ring[i] as Point2, ring[i + 1] as Point2);
  return twice < 0 ? ring.reverse() : ring;
}

function turn(a: Point2, b: Point2, c: Point2): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
