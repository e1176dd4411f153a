import type { Bbox } from "../../shared/cell.ts";
import { ENTITY_KINDS, type EntityKind } from "../../shared/entity.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";

/** What `GET /api/entities` was asked for. */
export interface EntityQuery {
  readonly bbox?: Bbox;
  readonly kinds?: ReadonlySet<EntityKind>;
  readonly limit: number;
}

const NAMES = ["bbox", "kind", "limit"];

/** Reads the query of `GET /api/entities`; a fault is said, never guessed around. */
export function entityQuery(
  query: URLSearchParams,
  limits: Limits = LIMITS,
): EntityQuery | Problem {
  for (const name of query.keys()) {
    if (NAMES.includes(name)) continue;
    return fault(`There is no parameter "${name.slice(0, 50)}".`, `There are ${NAMES.join(", ")}.`);
  }
  // `kind=` says as little as no kind at all: forms send such.
  const given = (name: string) => query.getAll(name).filter((text) => text.trim() !== "");
  const bbox = readBbox(given("bbox"));
  if (isProblem(bbox)) return bbox;
  const kinds = readKinds(given("kind"));
  if (isProblem(kinds)) return kinds;
  const limit = readLimit(given("limit"), limits);
  if (isProblem(limit)) return limit;
  return { ...(bbox && { bbox }), ...(kinds && { kinds }), limit };
}

function readBbox(texts: readonly string[]): Bbox | Problem | undefined {
  const [text] = texts;
  if (text === undefined) return undefined;
  const parts = text.split(",");
  const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = parts.map(
    (part) => (part.trim() === "" ? Number.NaN : Number(part)),
  );
  const inside =
    Math.abs(west) <= 180 &&
    Math.abs(east) <= 180 &&
    Math.abs(south) <= 90 &&
    Math.abs(north) <= 90;
  if (texts.length === 1 && parts.length === 4 && inside && south <= north) {
    return [west, south, east, north];
  }
  return fault(
    `The bbox "${text.slice(0, 100)}" is not four numbers west,south,east,north in degrees.`,
    "Like 140.10,35.59,140.13,35.62; south is not above north; west above east crosses 180 degrees.",
  );
}

function readKinds(texts: readonly string[]): Set<EntityKind> | Problem | undefined {
  if (texts.length === 0) return undefined;
  const kinds = new Set<EntityKind>();
  for (const word of texts.flatMap((text) => text.split(","))) {
    const kind = ENTITY_KINDS.find((known) => known === word.trim());
    if (kind === undefined) {
      return fault(
        `There is no kind "${word.slice(0, 50)}".`,
        `There are ${ENTITY_KINDS.join(", ")}.`,
      );
    }
    kinds.add(kind);
  }
  return kinds;
}

function readLimit(texts: readonly string[], limits: Limits): number | Problem {
  const [text] = texts;
  if (text === undefined) return limits.entitiesDefault;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (texts.length === 1 && limit >= 1 && limit <= limits.entitiesMost) return limit;
  return fault(
    `The limit "${text.slice(0, 50)}" is not a whole number from 1 to ${limits.entitiesMost} (entitiesMost).`,
    "Ask for a smaller bbox where there are more.",
  );
}

function fault(message: string, tip: string): Problem {
  return problem("http/bad-query", message, tip);
}
