import { isProblem, type Problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { windowOf } from "../../state/history/questions/cursor.ts";
import type { ObservationQuery } from "../../state/history/questions.ts";
import { bboxParameter } from "../bbox-parameter.ts";
import { countParameter } from "../count-parameter.ts";
import { kindsParameter } from "../kinds-parameter.ts";
import { listParameter } from "../list-parameter.ts";
import { unknownParameter } from "../unknown-parameter.ts";
import { windowParameters } from "./window-parameters.ts";

const PAGE = ["from", "to", "limit", "cursor", "format"];
const WHICH = ["bbox", "kinds", "kind", "ids", "id", "sources", "source"];

/** Reads the query of `GET /api/history/query`; a fault is said, never guessed around. */
export function observationQuery(
  query: URLSearchParams,
  now: number,
  limits: Limits,
): ObservationQuery | Problem {
  const unknown = unknownParameter(query, [...WHICH, ...PAGE]);
  if (unknown !== undefined) return unknown;
  const page = pageQuery(query, now, limits);
  if (isProblem(page)) return page;
  const bbox = bboxParameter(query);
  if (isProblem(bbox)) return bbox;
  const kinds = kindsParameter(query, ["kinds", "kind"]);
  if (isProblem(kinds)) return kinds;
  const { idLength, sourceLength } = limits;
  const named = { split: ["ids"], whole: ["id"] };
  const ids = listParameter(query, named, { most: idLength, limit: "idLength" });
  if (isProblem(ids)) return ids;
  const heard = { split: ["sources"], whole: ["source"] };
  const sources = listParameter(query, heard, { most: sourceLength, limit: "sourceLength" });
  if (isProblem(sources)) return sources;
  return {
    ...page,
    ...(bbox && { bbox }),
    ...(kinds && { kinds }),
    ...(ids && { ids }),
    ...(sources && { sources }),
  };
}

/** Reads the query of `GET /api/entities/{id}/history` without `every`. */
export function entityPastQuery(
  query: URLSearchParams,
  now: number,
  limits: Limits,
): ObservationQuery | Problem {
  return unknownParameter(query, [...PAGE, "every"]) ?? pageQuery(query, now, limits);
}

function pageQuery(
  query: URLSearchParams,
  now: number,
  limits: Limits,
): ObservationQuery | Problem {
  const cursor = query.get("cursor") ?? "";
  const window = windowParameters(query, now, limits, windowOf(cursor));
  if (isProblem(window)) return window;
  const { historyDefault: usual, historyMost: most } = limits;
  const tip = "Ask for what follows with next.";
  const range = { least: 1, most, usual, limit: "historyMost", tip };
  const limit = countParameter(query, "limit", range);
  if (isProblem(limit)) return limit;
  return { ...window, limit, ...(cursor !== "" && { cursor }) };
}
