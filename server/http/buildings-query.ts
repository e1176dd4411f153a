import type { Bbox } from "../../shared/cell.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { Limits } from "../security/limits.ts";
import { bboxParameter } from "./bbox-parameter.ts";
import { countParameter } from "./count-parameter.ts";
import type { BuildingCondition, BuildingsWhere } from "./spatial-answers.ts";
import { unknownParameter } from "./unknown-parameter.ts";

/** What `GET /api/buildings` was asked for. */
export interface BuildingsQuery extends BuildingsWhere {
  readonly limit: number;
  readonly after?: number;
}

/** Letters, digits and underscores, then how it compares and with what. */
const CONDITION = /^\s*([A-Za-z0-9_]+)\s*(?:(!=|>=|<=|=)(.*))?$/su;
const TIP =
  "Like where=height>=30 or where=use=office; =, !=, >=, <= or the column alone, percent-encoded.";

/** Reads the query of `GET /api/buildings`; a fault is said, never guessed around. */
export function buildingsQuery(query: URLSearchParams, limits: Limits): BuildingsQuery | Problem {
  const unknown = unknownParameter(query, ["bbox", "where", "limit", "after"]);
  if (unknown !== undefined) return unknown;
  const asked = readWhere(query, limits);
  if (isProblem(asked)) return asked;
  const { buildingsDefault: usual, buildingsMost: most } = limits;
  const tip = "Ask for those that follow with after.";
  const range = { least: 1, most, usual, limit: "buildingsMost", tip };
  const limit = countParameter(query, "limit", range);
  if (isProblem(limit)) return limit;
  const places = { least: 0, most: Number.MAX_SAFE_INTEGER, usual: -1 };
  const after = countParameter(query, "after", places);
  if (isProblem(after)) return after;
  return { ...asked, limit, ...(after >= 0 && { after }) };
}

/** Reads the query of `GET /api/buildings/summary`. */
export function summaryQuery(
  query: URLSearchParams,
  limits: Limits,
): (BuildingsWhere & { readonly by?: string }) | Problem {
  const unknown = unknownParameter(query, ["bbox", "where", "by"]);
  if (unknown !== undefined) return unknown;
  const asked = readWhere(query, limits);
  if (isProblem(asked)) return asked;
  const [by, more] = query.getAll("by").filter((text) => text.trim() !== "");
  if (more !== undefined)
    return problem("http/bad-query", "There is more than one by.", "Ask by one column at a time.");
  return { ...asked, ...(by !== undefined && { by: by.trim() }) };
}

function readWhere(
  query: URLSearchParams,
  { buildingConditions: most }: Limits,
): BuildingsWhere | Problem {
  const bbox: Bbox | Problem | undefined = bboxParameter(query);
  if (isProblem(bbox)) return bbox;
  const texts = query.getAll("where").filter((text) => text.trim() !== "");
  if (texts.length > most)
    return problem(
      "http/bad-query",
      `There are ${texts.length} conditions; ${most} are looked at (buildingConditions).`,
      "Ask for fewer at a time.",
    );
  const where: BuildingCondition[] = [];
  for (const text of texts) {
    const [, column, test, value = ""] = CONDITION.exec(text) ?? [];
    if (column === undefined) {
      const message = `The where "${text.slice(0, 100)}" is no condition.`;
      return problem("http/bad-query", message, TIP);
    }
    where.push({ column, test: (test ?? "known") as BuildingCondition["test"], value });
  }
  return { ...(bbox && { bbox }), where };
}
