import type { MultiPolygon, Polygon } from "geojson";
import type { Position } from "../../../shared/observation.ts";

type Ring = readonly (readonly number[])[];

/** Those of some areas that a position lies in; outlines count by their even-odd rule. */
export function areasAt<Area extends { readonly geometry: Polygon | MultiPolygon }>(
  areas: readonly Area[],
  { longitude, latitude }: Position,
): Area[] {
  return areas.filter(({ geometry }) => {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return polygons.some((rings) => isWithin(rings, longitude, latitude));
  });
}

/** A point is within where a ray from it crosses the outline and its holes an odd number of times. */
function isWithin(rings: readonly Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax = 0, ay = 0] = ring[i] ?? [];
      const [bx = 0, by = 0] = ring[j] ?? [];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
}
