import type { Polygon, Position } from "geojson";
import type { Area } from "./area.ts";

/** One polygon of an area, ready to be laid into a grid. Degrees. */
export interface Part {
  /** Place of its area in the list of areas. */
  readonly area: number;
  readonly polygon: Polygon;
  /** Longitude and latitude of both ends of each edge, of all rings. */
  readonly edges: Float64Array;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** How far all its edges go in longitude and in latitude, degrees: how much of a fine grid they would touch. */
  readonly long: number;
}

/** The polygons of an area; none while it is asleep. */
export function partsOf(area: Area, index: number): Part[] {
  if (area.asleep === true) return [];
  const { geometry } = area;
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => partOf(rings, index));
}

function partOf(rings: Position[][], area: number): Part {
  const edges: number[] = [];
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let long = 0;
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [x = Number.NaN, y = Number.NaN] = ring[i] as Position;
      const [nextX = Number.NaN, nextY = Number.NaN] = ring[i + 1] as Position;
      edges.push(x, y, nextX, nextY);
      long += Math.abs(nextX - x) + Math.abs(nextY - y);
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
  }
  const polygon: Polygon = { type: "Polygon", coordinates: rings };
  return { area, polygon, edges: Float64Array.from(edges), west, south, east, north, long };
}
