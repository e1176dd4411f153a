import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { RegionProperties } from "../../shared/region.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { type ReadArea, readArea } from "./read-area.ts";

/** What a GeoJSON feature says of a region. */
export interface ReadRegion extends ReadArea {
  readonly properties: RegionProperties;
  /** Of the feature; undefined where it has none. */
  readonly id: unknown;
  /** Members that mean nothing here, `properties.colour`. */
  readonly ignored: readonly string[];
}

const FEATURE_MEMBERS = ["type", "id", "properties", "geometry", "live"];
const PROPERTIES = ["name", "floor", "ceiling", "validFrom", "validTo"];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
/** Of ignored members: how many are named, and how much of a name. */
const IGNORED_NAMED = 20;
const IGNORED_LENGTH = 50;

/** Reads a feature from outside as a region; what is wrong is said, what is not known is named. */
export function readRegion(value: unknown, limits: Limits = LIMITS): ReadRegion | Problem {
  if (!isObject(value) || value.type !== "Feature") {
    return fault("region/malformed", "This is no GeoJSON Feature.", EXAMPLE);
  }
  const given = value.properties;
  if (!isObject(given)) return fault("region/malformed", "The feature has no properties.", EXAMPLE);
  const properties = readProperties(given, limits);
  if (isProblem(properties)) return properties;
  const area = readArea(value.geometry, limits);
  if (isProblem(area)) return area;
  return { ...area, properties, id: value.id, ignored: ignoredOf(value, given) };
}

function readProperties(given: JsonObject, limits: Limits): RegionProperties | Problem {
  const name = typeof given.name === "string" ? given.name.trim() : "";
  if (name === "") return fault("region/name", "The region has no name.", EXAMPLE);
  if (name.length > limits.regionNameLength) {
    return fault(
      "region/name",
      `The name has ${name.length} characters; it may have ${limits.regionNameLength} (regionNameLength).`,
      "Give it a shorter name.",
    );
  }
  const heights = readHeights(given, limits);
  if (isProblem(heights)) return heights;
  const validity = readValidity(given);
  return isProblem(validity) ? validity : { name, ...heights, ...validity };
}

function readHeights(
  { floor, ceiling }: JsonObject,
  { lowestHeight, highestHeight }: Limits,
): Pick<RegionProperties, "floor" | "ceiling"> | Problem {
  for (const [name, height] of Object.entries({ floor, ceiling })) {
    if (height === undefined || height === null) continue;
    if (typeof height === "number" && height >= lowestHeight && height <= highestHeight) continue;
    return fault(
      "region/height",
      `The ${name} is no number of metres from ${lowestHeight} to ${highestHeight} (lowestHeight, highestHeight).`,
      "Heights are above the ellipsoid; leave it away where there is no such limit.",
    );
  }
  if (typeof floor === "number" && typeof ceiling === "number" && floor >= ceiling) {
    return fault(
      "region/height",
      `The floor, ${floor} m, is not below the ceiling, ${ceiling} m.`,
      "Give a floor below the ceiling, or leave one of them away.",
    );
  }
  return {
    ...(typeof floor === "number" ? { floor } : {}),
    ...(typeof ceiling === "number" ? { ceiling } : {}),
  };
}

function readValidity({
  validFrom,
  validTo,
}: JsonObject): Pick<RegionProperties, "validFrom" | "validTo"> | Problem {
  for (const [name, instant] of Object.entries({ validFrom, validTo })) {
    if (instant === undefined || instant === null) continue;
    if (typeof instant === "string" && INSTANT.test(instant) && !Number.isNaN(Date.parse(instant)))
      continue;
    return fault(
      "region/validity",
      `The ${name} is no moment in ISO 8601 with a zone.`,
      "Like 2026-11-22T09:00:00+09:00; leave it away where there is no such limit.",
    );
  }
  if (
    typeof validFrom === "string" &&
    typeof validTo === "string" &&
    Date.parse(validFrom) >= Date.parse(validTo)
  ) {
    return fault(
      "region/validity",
      "The region would end before it begins: validFrom is not before validTo.",
      "Exchange them, or leave one of them away.",
    );
  }
  return {
    ...(typeof validFrom === "string" ? { validFrom } : {}),
    ...(typeof validTo === "string" ? { validTo } : {}),
  };
}

function ignoredOf(feature: JsonObject, properties: JsonObject): string[] {
  const unknown = [
    ...Object.keys(feature).filter((name) => !FEATURE_MEMBERS.includes(name)),
    ...Object.keys(properties)
      .filter((name) => !PROPERTIES.includes(name))
      .map((name) => `properties.${name}`),
  ];
  return unknown.slice(0, IGNORED_NAMED).map((name) => name.slice(0, IGNORED_LENGTH));
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fault(code: string, message: string, tip: string): Problem {
  return problem(code, message, tip);
}

const EXAMPLE =
  'Send {"type":"Feature","properties":{"name":"Harbour"},"geometry":{"type":"Polygon","coordinates":[…]}}.';
