import type { Feature, Geometry } from "geojson";
import type {
  FacilityProperties,
  ParkingProperties,
  UseZoneProperties,
} from "../../../../shared/city-places.ts";
import { countOf } from "../measure.ts";
import type { Tags } from "../osm-element.ts";
import type { OsmPolygon } from "../osm-shapes.ts";
import { nameOf } from "../tag-attributes.ts";
import { parkingStalls } from "./parking-stalls.ts";
import { type Grounding, positionsOf } from "./place-height.ts";
import { PLACE_NAMES, placeKind, zoneUse } from "./place-kinds.ts";
import type { RoadFinder } from "./road-finder.ts";

/** A place with a shape or only a point (longitude, latitude). */
export interface DraftPlace {
  readonly id: string;
  readonly tags: Tags;
  readonly polygons: readonly OsmPolygon[];
  readonly point?: Float64Array;
}

/** Metres from a car park to the road that it is reached by. */
const TO_ROAD = 120;

/** A place as `networks.places` has it; undefined where it is none, or a car park far from all roads. */
export function placeFeature(
  place: DraftPlace,
  roads: RoadFinder,
  grounding: Grounding,
): Feature | undefined {
  const kind = placeKind(place.tags);
  if (kind === "parking") return parkingFeature(place, roads, grounding);
  if (kind !== undefined) return facilityFeature(place, kind, grounding);
  const use = zoneUse(place.tags);
  const geometry = use === undefined ? undefined : polygonOf(place.polygons, grounding);
  if (use === undefined || geometry === undefined) return undefined;
  const properties: UseZoneProperties = { ...named(place, "use-zone"), type: "use-zone", use };
  return { type: "Feature", properties, geometry };
}

function facilityFeature(
  place: DraftPlace,
  type: FacilityProperties["type"],
  grounding: Grounding,
): Feature | undefined {
  const area = type === "park" ? polygonOf(place.polygons, grounding) : undefined;
  const [position] = positionsOf(
    place.point ?? middleOf(place.polygons) ?? new Float64Array(),
    grounding,
  );
  const geometry: Geometry | undefined =
    area ?? (position === undefined ? undefined : { type: "Point", coordinates: position });
  if (geometry === undefined) return undefined;
  const capacity = countOf(place.tags.get("capacity") ?? place.tags.get("beds"));
  const properties: FacilityProperties = {
    ...named(place, type),
    type,
    ...(capacity === undefined || capacity < 0 ? {} : { capacity }),
  };
  return { type: "Feature", properties, geometry };
}

function parkingFeature(
  place: DraftPlace,
  roads: RoadFinder,
  grounding: Grounding,
): Feature | undefined {
  const outer = place.polygons[0]?.[0];
  const geometry = polygonOf(place.polygons, grounding);
  if (outer === undefined || geometry === undefined || outer.length < 8) return undefined;
  const stalls = parkingStalls(outer);
  const [longitude, latitude] = stalls[0] ?? [0, 0];
  const near = roads.nearest(longitude, latitude, TO_ROAD);
  if (near === undefined) return undefined;
  const properties: ParkingProperties = {
    ...named(place, "parking"),
    type: "parking",
    road: near.road.id,
    at: Math.round(100 * near.at) / 100,
    stalls: stalls.map(([x, y, heading]) => {
      const [position = []] = positionsOf(Float64Array.of(x, y), grounding);
      return [x, y, position[2] ?? 0, heading] as const;
    }),
  };
  return { type: "Feature", properties, geometry };
}

function named({ id, tags }: DraftPlace, kind: keyof typeof PLACE_NAMES) {
  const own = nameOf(tags);
  const { en, ja } = own ?? PLACE_NAMES[kind];
  return { id, name: en, nameJa: ja, ...(own === undefined ? { unnamed: true as const } : {}) };
}

function polygonOf(polygons: readonly OsmPolygon[], grounding: Grounding): Geometry | undefined {
  const [rings] = polygons;
  if (rings === undefined || (rings[0]?.length ?? 0) < 8) return undefined;
  return { type: "Polygon", coordinates: rings.map((ring) => positionsOf(ring, grounding)) };
}

function middleOf(polygons: readonly OsmPolygon[]): Float64Array | undefined {
  const ring = polygons[0]?.[0];
  if (ring === undefined || ring.length < 4) return undefined;
  const count = ring.length / 2 - 1;
  const middle = new Float64Array(2);
  for (let i = 0; i < 2 * count; i++)
    middle[i % 2] = (middle[i % 2] as number) + (ring[i] as number) / count;
  return middle;
}
