import { angleTo } from "./ease-angle.ts";

/** The line of a road: degrees, degrees, metres above the ellipsoid. */
export interface Street {
  /** Higher is wider: 0 for a lane. */
  readonly rank: number;
  readonly line: readonly (readonly [number, number, number])[];
}

/** A place on a street, and along it: radians clockwise from north. */
export interface StreetPlace {
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
  readonly heading: number;
}

const RANKS: Readonly<Record<string, number>> = { lane: 0, street: 1, collector: 2, arterial: 3 };
/** Metres that a street may be farther off than another, for each rank that it is above it. */
const WORTH = 45;
const METRES_PER_DEGREE = 111_320;
const RADIANS = Math.PI / 180;
/** Metres of a street that are looked along to tell its direction. */
const LOOK_ALONG = 40;

/** The roads of a `roads.geojson`; what is none is left out. */
export function readStreets(json: unknown): readonly Street[] {
  const features = property(json, "features");
  if (!Array.isArray(features)) return [];
  return features.flatMap((feature: unknown): Street[] => {
    const properties = property(feature, "properties");
    const geometry = property(feature, "geometry");
    if (property(geometry, "type") !== "LineString") return [];
    const coordinates = property(geometry, "coordinates");
    if (!Array.isArray(coordinates) || !coordinates.every(isPlace) || coordinates.length < 2)
      return [];
    return [{ rank: RANKS[String(property(properties, "class"))] ?? 0, line: coordinates }];
  });
}

/**
 * The street near a place, wider ones before a lane that is a little nearer, looked along in whichever of
 * its directions is nearer to `heading` (radians clockwise from north).
 */
export function nearestStreet(
  streets: readonly Street[],
  longitude: number,
  latitude: number,
  heading: number,
): StreetPlace | undefined {
  const east = METRES_PER_DEGREE * Math.cos(latitude * RADIANS);
  let best: { street: Street; segment: number; part: number } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const street of streets)
    for (let i = 1; i < street.line.length; i++) {
      const [lon0, lat0] = street.line[i - 1] as readonly [number, number, number];
      const [lon1, lat1] = street.line[i] as readonly [number, number, number];
      const [ax, ay] = [(lon0 - longitude) * east, (lat0 - latitude) * METRES_PER_DEGREE];
      const [dx, dy] = [(lon1 - lon0) * east, (lat1 - lat0) * METRES_PER_DEGREE];
      const length = dx * dx + dy * dy;
      const part = length > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0;
      const away = Math.hypot(ax + dx * part, ay + dy * part) - WORTH * street.rank;
      if (away >= least) continue;
      least = away;
      best = { street, segment: i, part };
    }
  return best && placeOn(best.street, best.segment, best.part, east, heading);
}

function placeOn(
  { line }: Street,
  segment: number,
  part: number,
  east: number,
  heading: number,
): StreetPlace {
  const from = line[segment - 1] as readonly [number, number, number];
  const to = line[segment] as readonly [number, number, number];
  const [longitude, latitude, height] = [0, 1, 2].map(
    (axis) => (from[axis] as number) + ((to[axis] as number) - (from[axis] as number)) * part,
  ) as [number, number, number];
  const along = wayAlong(line, segment, 1, longitude, latitude, east);
  const back = wayAlong(line, segment - 1, -1, longitude, latitude, east);
  // At an end of the line there is but one way on: the other is as if it went on.
  const first = Number.isNaN(along) ? back + Math.PI : along;
  const second = Number.isNaN(back) ? along + Math.PI : back;
  const off = (way: number) => Math.abs(angleTo(way, heading));
  const facing = off(first) <= off(second) ? first : second;
  return { longitude, latitude, height, heading: Number.isNaN(facing) ? heading : facing };
}

/**
 * Towards what lies some way on along the line, so that a short bent piece does not turn the eye aside:
 * radians clockwise from north, NaN where nothing lies there.
 */
function wayAlong(
  line: Street["line"],
  start: number,
  step: number,
  longitude: number,
  latitude: number,
  east: number,
): number {
  let [dx, dy] = [0, 0];
  for (let at = start; line[at] !== undefined && Math.hypot(dx, dy) < LOOK_ALONG; at += step) {
    const [lon, lat] = line[at] as readonly [number, number, number];
    dx = (lon - longitude) * east;
    dy = (lat - latitude) * METRES_PER_DEGREE;
  }
  return Math.hypot(dx, dy) > 0.5 ? Math.atan2(dx, dy) : Number.NaN;
}

function isPlace(value: unknown): value is [number, number, number] {
  return Array.isArray(value) && value.length >= 3 && value.slice(0, 3).every(Number.isFinite);
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
