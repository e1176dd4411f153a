import type { Bilingual } from "../../../../shared/city.ts";

/** Places of a city that are named on the map. */
export const MARK_TYPES = ["station", "district", "village", "hospital", "park", "school"] as const;

export type MarkType = (typeof MARK_TYPES)[number];

/** A place with its name: degrees, metres above the ellipsoid. */
export interface PlaceMark {
  readonly id: string;
  readonly type: MarkType;
  readonly name: Bilingual;
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
}

/** The places of a `places.geojson` that are worth a name on the map; what cannot be read is left out. */
export function readPlaceMarks(json: unknown): readonly PlaceMark[] {
  const features = property(json, "features");
  if (!Array.isArray(features)) return [];
  return features.flatMap((feature: unknown): PlaceMark[] => {
    const properties = property(feature, "properties");
    const type = MARK_TYPES.find((each) => each === property(properties, "type"));
    const id = property(properties, "id");
    const name = property(properties, "name");
    const at = middleOf(property(feature, "geometry"));
    if (type === undefined || at === undefined) return [];
    if (typeof id !== "string" || typeof name !== "string" || name === "") return [];
    if (property(properties, "unnamed") === true) return [];
    const nameJa = property(properties, "nameJa");
    const ja = typeof nameJa === "string" && nameJa !== "" ? nameJa : name;
    return [{ id, type, name: { en: name, ja }, ...at }];
  });
}

type Place = readonly [number, number, number?];

function middleOf(geometry: unknown) {
  const coordinates = property(geometry, "coordinates");
  if (!Array.isArray(coordinates)) return undefined;
  const type = property(geometry, "type");
  if (type === "Point") return isPlace(coordinates) ? placed(coordinates) : undefined;
  const ring: unknown = type === "Polygon" ? coordinates[0] : undefined;
  if (!Array.isArray(ring) || ring.length < 3 || !ring.every(isPlace)) return undefined;
  return centroid(ring);
}

/** Of the area within a ring; the mean of its corners where that has none. */
function centroid(ring: readonly Place[]) {
  const [x0, y0] = ring[0] as Place;
  let [area, x, y, height] = [0, 0, 0, 0];
  for (let i = 0; i < ring.length; i++) {
    const [ax, ay, az = 0] = ring[i] as Place;
    const [bx, by] = ring[(i + 1) % ring.length] as Place;
    const cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
    area += cross;
    x += (ax + bx - 2 * x0) * cross;
    y += (ay + by - 2 * y0) * cross;
    height += az / ring.length;
  }
  if (area === 0) return placed([x0, y0, height]);
  return placed([x0 + x / (3 * area), y0 + y / (3 * area), height]);
}

function placed([longitude, latitude, height = 0]: Place) {
  return { longitude, latitude, height };
}

function isPlace(value: unknown): value is [number, number, number?] {
  return Array.isArray(value) && value.length >= 2 && value.every(Number.isFinite);
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
