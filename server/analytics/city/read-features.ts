import type { Feature, Position } from "geojson";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { cityFault, readCityFile } from "./city-files.ts";

/** A feature of a city's file whose properties have at least an id and a type. */
export interface CityFeature {
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: Feature["geometry"];
}

/** Most characters of a name that is taken. */
const LONGEST = 500;

/** The features of a GeoJSON file of a city; those without id, type or geometry are passed over. */
export async function readFeatures(
  folder: string,
  file: string,
  limits: Limits,
): Promise<CityFeature[] | Problem> {
  const read = await readCityFile(folder, file, limits);
  if (isProblem(read)) return read;
  const features = (read.content as { features?: unknown } | null)?.features;
  if (!Array.isArray(features)) return cityFault(file, "is no GeoJSON FeatureCollection");
  const { networkFeatures } = limits;
  if (features.length > networkFeatures)
    return cityFault(
      file,
      `has ${features.length} features; ${networkFeatures} are read (networkFeatures)`,
    );
  return features.flatMap((feature: unknown) => {
    const { properties, geometry } = fieldsOf(feature);
    const known = fieldsOf(properties);
    const id = textOf(known.id);
    const type = textOf(known.type);
    const shape = fieldsOf(geometry);
    if (id === undefined || type === undefined || !Array.isArray(shape.coordinates)) return [];
    return [{ id, type, properties: known, geometry: geometry as CityFeature["geometry"] }];
  });
}

/** A text of sensible length; undefined where it is none. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= LONGEST ? value : undefined;
}

/** Longitude and latitude in degrees, where a value is a position. */
export function positionOf(value: unknown): Position | undefined {
  const [longitude, latitude] = Array.isArray(value) ? (value as unknown[]) : [];
  const good =
    typeof longitude === "number" &&
    typeof latitude === "number" &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90;
  return good ? [longitude, latitude] : undefined;
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
