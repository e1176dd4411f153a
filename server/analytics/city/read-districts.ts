import { area } from "@turf/turf";
import type { Polygon, Position } from "geojson";
import type { DistrictFacts } from "../../../shared/district.ts";
import type { CityFeature } from "./read-features.ts";
import { positionOf, textOf } from "./read-features.ts";

export interface District extends DistrictFacts {
  readonly id: string;
  readonly geometry: Polygon;
}

/** The districts among a city's places, without heights; null in place of one that is not well formed. */
export function readDistricts(features: readonly CityFeature[]): (District | null)[] {
  return features
    .filter(({ type }) => type === "district")
    .map(({ id, properties, geometry }) => {
      const polygon = geometry.type === "Polygon" ? polygonOf(geometry.coordinates) : undefined;
      if (polygon === undefined) return null;
      const { name, nameJa, people } = properties;
      return {
        id,
        name: textOf(name) ?? id,
        nameJa: textOf(nameJa) ?? textOf(name) ?? id,
        people: typeof people === "number" && people >= 0 ? people : 0,
        area: area(polygon),
        geometry: polygon,
      };
    });
}

/** Undefined where a ring is not closed or has something else than positions in it. */
function polygonOf(rings: unknown): Polygon | undefined {
  if (!Array.isArray(rings) || rings.length === 0) return undefined;
  const coordinates: Position[][] = [];
  for (const ring of rings as unknown[]) {
    if (!Array.isArray(ring) || ring.length < 4) return undefined;
    const positions = ring.map(positionOf);
    if (!positions.every((position) => position !== undefined)) return undefined;
    const [first, last] = [positions[0], positions.at(-1)];
    if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return undefined;
    coordinates.push(positions);
  }
  return { type: "Polygon", coordinates };
}
