import polygonClipping, { type MultiPolygon, type Polygon } from "polygon-clipping";
import type { SideBuilding } from "./side.ts";

type Footprint = SideBuilding["footprint"];

/** Square metres that two footprints share; 0 where they cannot be laid over one another. */
export function sharedArea(a: Footprint, b: Footprint): number {
  if (a.length === 0 || b.length === 0) return 0;
  try {
    return areaOf(polygonClipping.intersection(clippable(a), clippable(b)));
  } catch {
    // The library gives up on some rings that touch themselves; their boxes still tell where they are.
    return 0;
  }
}

/** Square metres of a footprint, what its parts share counted once. */
export function footprintArea(footprint: Footprint): number {
  if (footprint.length === 0) return 0;
  if (footprint.length === 1) return areaOf(clippable(footprint));
  try {
    return areaOf(polygonClipping.union(clippable(footprint)));
  } catch {
    return areaOf(clippable(footprint));
  }
}

/** West, south, east, north. */
export function boundsOf(footprint: Footprint): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [east, north] of footprint.flat(2)) {
    bounds[0] = Math.min(bounds[0], east);
    bounds[1] = Math.min(bounds[1], north);
    bounds[2] = Math.max(bounds[2], east);
    bounds[3] = Math.max(bounds[3], north);
  }
  return bounds;
}

function clippable(footprint: Footprint): MultiPolygon {
  return footprint.map((rings): Polygon => rings.map((ring) => ring.map(([x, y]) => [x, y])));
}

function areaOf(polygons: MultiPolygon): number {
  let area = 0;
  for (const rings of polygons)
    rings.forEach((ring, i) => {
      area += (i === 0 ? 1 : -1) * Math.abs(signedArea(ring));
    });
  return area;
}

function signedArea(ring: readonly (readonly [number, number])[]): number {
  let twice = 0;
  let [lastX, lastY] = ring.at(-1) ?? [0, 0];
  for (const [x, y] of ring) {
    twice += lastX * y - x * lastY;
    [lastX, lastY] = [x, y];
  }
  return twice / 2;
}
