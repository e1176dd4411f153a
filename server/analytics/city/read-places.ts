import type { Position } from "geojson";
import type { Bilingual } from "../../../shared/city.ts";
import type { PlaceType } from "../../../shared/found.ts";
import { distance } from "../../../shared/geodesy.ts";
import type { CityFeature } from "./read-features.ts";
import { fieldsOf, positionOf, textOf } from "./read-features.ts";

/** A place that can be searched. */
export interface SearchedPlace {
  readonly id: string;
  readonly place: PlaceType;
  readonly name: Bilingual;
  readonly position: Position;
  /** Whether only its id finds it: there are many of its kind, with names that say little. */
  readonly byId: boolean;
}

const BY_ID: Readonly<Record<string, true>> = {
  "use-zone": true,
  parking: true,
  "sensor-site": true,
};
const NAMED: Readonly<Record<string, PlaceType>> = {
  district: "district",
  village: "village",
  "use-zone": "use-zone",
  station: "station",
  school: "school",
  hospital: "hospital",
  shelter: "shelter",
  park: "park",
  parking: "parking",
  "sensor-site": "sensor-site",
  port: "drone-port",
  landing: "drone-port",
};

/** What can be searched of a city's places, drone ports and bus stops. */
export function readPlaces(features: readonly CityFeature[]): SearchedPlace[] {
  return features.flatMap((feature) => {
    if (feature.type === "bus-route") return stopsOf(feature);
    if (!Object.hasOwn(NAMED, feature.type)) return [];
    const position = middleOf(feature.geometry);
    if (position === undefined) return [];
    const { id, type, properties } = feature;
    const byId = Object.hasOwn(BY_ID, type);
    return [{ id, place: NAMED[type] as PlaceType, name: nameOf(properties, id), position, byId }];
  });
}

/** A stop's place is told as metres along a road of its route: the route's own lines are those roads. */
function stopsOf({ properties, geometry }: CityFeature): SearchedPlace[] {
  const lines = geometry.type === "MultiLineString" ? geometry.coordinates : [];
  if (!Array.isArray(properties.stops)) return [];
  return properties.stops.flatMap((stop: unknown): SearchedPlace[] => {
    const known = fieldsOf(stop);
    const id = textOf(known.id);
    const line = lines[Number(known.road)];
    if (id === undefined || line === undefined) return [];
    const position = along(line, Number(known.at));
    return position === undefined
      ? []
      : [{ id, place: "stop", name: nameOf(known, id), position, byId: false }];
  });
}

function nameOf(properties: Readonly<Record<string, unknown>>, id: string): Bilingual {
  const en = textOf(properties.name);
  const ja = textOf(properties.nameJa);
  return { en: en ?? ja ?? id, ja: ja ?? en ?? id };
}

/** Longitude, latitude and height where there is one: of a point, or in the middle of a polygon's bounds. */
function middleOf(geometry: CityFeature["geometry"]): Position | undefined {
  if (geometry.type === "Point") return withHeight(geometry.coordinates);
  if (geometry.type !== "Polygon") return undefined;
  const ring: unknown = geometry.coordinates[0];
  if (!Array.isArray(ring) || ring.length === 0) return undefined;
  const corners = ring.map((corner: unknown) => withHeight(corner));
  if (!corners.every((corner) => corner !== undefined)) return undefined;
  const middle = (axis: number) => {
    const numbers = corners.map((corner) => corner[axis] ?? Number.NaN);
    return (least(numbers) - least(numbers.map((number) => -number))) / 2;
  };
  const height = middle(2);
  return [middle(0), middle(1), ...(Number.isNaN(height) ? [] : [height])];
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((low, number) => Math.min(low, number), Infinity);
}

function withHeight(value: unknown): Position | undefined {
  const position = positionOf(value);
  if (position === undefined) return undefined;
  const height = (value as readonly unknown[])[2];
  if (typeof height !== "number") return position;
  return [...position, height];
}

/** A point of a line, metres from its beginning; its nearest end where it is shorter. */
function along(line: readonly Position[], metres: number): Position | undefined {
  if (!Number.isFinite(metres) || !Array.isArray(line)) return undefined;
  let left = metres;
  for (let i = 0; i + 1 < line.length; i++) {
    const from = withHeight(line[i]);
    const to = withHeight(line[i + 1]);
    if (from === undefined || to === undefined) return undefined;
    const long = metresBetween(from, to);
    if (left <= long && long > 0)
      return from.map((each, axis) => each + (((to[axis] ?? each) - each) * left) / long);
    left -= long;
  }
  return withHeight(line.at(-1));
}

function metresBetween(from: Position, to: Position): number {
  const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [from, to];
  return distance(x1, y1, x2, y2);
}
