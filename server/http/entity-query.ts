import type { MultiPolygon, Polygon } from "geojson";
import type { Bbox } from "../../shared/cell.ts";
import type { EntityKind } from "../../shared/entity.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { readArea } from "../state/read-area.ts";
import { bboxParameter, isPlace, numbersOf } from "./bbox-parameter.ts";
import { countParameter } from "./count-parameter.ts";
import { kindsParameter } from "./kinds-parameter.ts";
import { unknownParameter } from "./unknown-parameter.ts";

/** Metres. */
export interface Near {
  readonly longitude: number;
  readonly latitude: number;
  readonly radius: number;
}

/** A shape, or the id of a region or a district. */
export type Within = { readonly geometry: Polygon | MultiPolygon } | { readonly id: string };

/** What `GET /api/entities` was asked for; of bbox, within and near there is at most one. */
export interface EntityQuery {
  readonly bbox?: Bbox;
  readonly within?: Within;
  readonly near?: Near;
  readonly kinds?: ReadonlySet<EntityKind>;
  readonly limit: number;
}

const NAMES = ["bbox", "within", "near", "radius", "kind", "limit"];

/** Reads the query of `GET /api/entities`; a fault is said, never guessed around. */
export function entityQuery(
  query: URLSearchParams,
  limits: Limits = LIMITS,
): EntityQuery | Problem {
  const unknown = unknownParameter(query, NAMES);
  if (unknown !== undefined) return unknown;
  // `kind=` says as little as no kind at all: forms send such.
  const given = (name: string) => query.getAll(name).filter((text) => text.trim() !== "");
  const [first, second] = ["bbox", "within", "near"].filter((name) => given(name).length > 0);
  if (second !== undefined) {
    return fault(`There are both ${first} and ${second}.`, "Ask for one area at a time.");
  }
  const bbox = bboxParameter(query);
  if (isProblem(bbox)) return bbox;
  const within = readWithin(given("within"), limits);
  if (isProblem(within)) return within;
  const near = readNear(given("near"), given("radius"), limits);
  if (isProblem(near)) return near;
  const kinds = kindsParameter(query, ["kind"]);
  if (isProblem(kinds)) return kinds;
  const { entitiesDefault: usual, entitiesMost: most } = limits;
  const tip = "Ask for a smaller area where there are more.";
  const range = { least: 1, most, usual, limit: "entitiesMost", tip };
  const limit = countParameter(query, "limit", range);
  if (isProblem(limit)) return limit;
  return {
    ...(bbox && { bbox }),
    ...(within && { within }),
    ...(near && { near }),
    ...(kinds && { kinds: new Set(kinds) }),
    limit,
  };
}

function readWithin(texts: readonly string[], limits: Limits): Within | Problem | undefined {
  const [text, more] = texts;
  if (text === undefined) return undefined;
  if (more !== undefined) return fault("There is more than one within.", "Ask for one at a time.");
  if (!text.trimStart().startsWith("{")) {
    if (text.length <= limits.idLength) return { id: text };
    return fault(
      `The id in within has ${text.length} characters; it may have ${limits.idLength} (idLength).`,
      "Give the id of a region or a district, or a GeoJSON geometry.",
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fault("The within is not JSON.", WITHIN_TIP);
  }
  const area = readArea(value, limits);
  return isProblem(area) ? area : { geometry: area.geometry };
}

const WITHIN_TIP =
  "Give a GeoJSON Polygon or MultiPolygon, percent-encoded, or the id of a region or a district. " +
  "A larger shape can be kept as a region first.";

function readNear(
  texts: readonly string[],
  radii: readonly string[],
  { nearRadius }: Limits,
): Near | Problem | undefined {
  const [text] = texts;
  if (text === undefined && radii.length === 0) return undefined;
  if (text === undefined) return fault("There is a radius without near.", NEAR_TIP);
  const parts = numbersOf(text);
  const [longitude = Number.NaN, latitude = Number.NaN] = parts;
  if (texts.length > 1 || parts.length !== 2 || !isPlace(longitude, latitude)) {
    return fault(
      `The near "${text.slice(0, 100)}" is not two numbers longitude,latitude in degrees.`,
      NEAR_TIP,
    );
  }
  const [radiusText = ""] = radii;
  const [radius = Number.NaN, ...others] = numbersOf(radiusText);
  if (radii.length === 1 && others.length === 0 && radius > 0 && radius <= nearRadius) {
    return { longitude, latitude, radius };
  }
  return fault(
    radii.length === 0
      ? "There is a near without a radius."
      : `The radius "${radiusText.slice(0, 50)}" is not a number of metres above 0, up to ${nearRadius} (nearRadius).`,
    NEAR_TIP,
  );
}

const NEAR_TIP = "Like near=140.11,35.60&radius=500, in degrees and metres.";

function fault(message: string, tip: string): Problem {
  return problem("http/bad-query", message, tip);
}
