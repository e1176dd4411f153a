import type { FootprintGeometry } from "./footprint.ts";

/** Polygons of a GeoJSON geometry; of its other shapes how many there are. Bad numbers become NaN. */
export function geojsonShapes(geometry: Readonly<Record<string, unknown>>): FootprintGeometry {
  const polygons: Float64Array[][] = [];
  const others: Record<string, number> = {};
  gather(geometry, polygons, others, 0);
  return { polygons, others };
}

/** Collections within collections that are looked into. */
const DEEPEST = 8;

function gather(
  geometry: unknown,
  polygons: Float64Array[][],
  others: Record<string, number>,
  depth: number,
): void {
  const { type, coordinates, geometries } = (geometry ?? {}) as Readonly<Record<string, unknown>>;
  if (type === "Polygon") polygons.push(listOf(coordinates).map(ringOf));
  else if (type === "MultiPolygon")
    for (const polygon of listOf(coordinates)) polygons.push(listOf(polygon).map(ringOf));
  else if (type === "GeometryCollection" && depth < DEEPEST)
    for (const each of listOf(geometries)) gather(each, polygons, others, depth + 1);
  else {
    const name = typeof type === "string" ? type.slice(0, 40) : "no geometry";
    others[name] = (others[name] ?? 0) + 1;
  }
}

function ringOf(ring: unknown): Float64Array {
  const corners = listOf(ring);
  const places = new Float64Array(2 * corners.length);
  for (let i = 0; i < corners.length; i++) {
    const [x, y] = listOf(corners[i]);
    places[2 * i] = typeof x === "number" ? x : Number.NaN;
    places[2 * i + 1] = typeof y === "number" ? y : Number.NaN;
  }
  return places;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
