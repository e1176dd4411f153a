import type { Feature, Position } from "geojson";
import type { CityPlane } from "../../../../shared/city-plane.ts";
import type { Point3, Ring } from "../../../model/city-model.ts";

/** Degrees to 7 decimals, height to the centimetre. */
export function positionOf(
  plane: CityPlane,
  [east, north, height]: Point3,
): [number, number, number] {
  const [longitude, latitude, above] = plane.geodetic(east, north, height);
  return [rounded(longitude, 1e7), rounded(latitude, 1e7), rounded(above, 100)];
}

export function pointFeature(plane: CityPlane, at: Point3, properties: { id: string }): Feature {
  const geometry = { type: "Point" as const, coordinates: positionOf(plane, at) };
  return { type: "Feature", geometry, properties: { ...properties } };
}

export function lineFeature(
  plane: CityPlane,
  line: readonly Point3[],
  properties: { id: string },
): Feature {
  const coordinates = line.map((point) => positionOf(plane, point));
  return {
    type: "Feature",
    geometry: { type: "LineString", coordinates },
    properties: { ...properties },
  };
}

/** A polygon without holes; `heightOf` tells the ground at corner `i`. */
export function polygonFeature(
  plane: CityPlane,
  ring: Ring,
  heightOf: (i: number) => number,
  properties: { id: string },
): Feature {
  const positions: Position[] = ring.map(([east, north], i) =>
    positionOf(plane, [east, north, heightOf(i)]),
  );
  const closed = [...positions, positions[0] as Position];
  const geometry = { type: "Polygon" as const, coordinates: [closed] };
  return { type: "Feature", geometry, properties: { ...properties } };
}

function rounded(value: number, per: number): number {
  return Math.round(value * per) / per;
}
