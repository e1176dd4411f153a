import type { MultiPolygon, Polygon } from "geojson";
import { geodesicArea } from "../../../shared/geodesic-area.ts";

/** Square metres of an area on the ellipsoid, without its holes. */
export function areaSize({ type, coordinates }: Polygon | MultiPolygon): number {
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  let size = 0;
  for (const rings of polygons) {
    for (const [place, ring] of rings.entries()) {
      const points = ring.map(([longitude = 0, latitude = 0]) => ({ longitude, latitude }));
      size += (place === 0 ? 1 : -1) * geodesicArea(points);
    }
  }
  return size;
}
