import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { countParameter } from "../count-parameter.ts";
import { unknownParameter } from "../unknown-parameter.ts";
import { type Window, windowParameters } from "./window-parameters.ts";

/** `every`: seconds of a bucket. */
export interface CourseQuery extends Window {
  readonly every: number;
}

/** Reads the query of `GET /api/entities/{id}/history` with `every`. */
export function courseQuery(
  query: URLSearchParams,
  now: number,
  limits: Limits,
): CourseQuery | Problem {
  const page = ["limit", "cursor"].find((name) => (query.get(name) ?? "") !== "");
  if (page !== undefined) {
    const tip =
      "Buckets come all at once: leave it out, or leave out every for single observations.";
    return problem("http/bad-query", `There are both every and ${page}.`, tip);
  }
  const unknown = unknownParameter(query, ["from", "to", "every", "format", "limit", "cursor"]);
  if (unknown !== undefined) return unknown;
  const window = windowParameters(query, now, limits);
  if (isProblem(window)) return window;
  const most = limits.historyDays * 86_400;
  const range = {
    least: 1,
    most,
    usual: 60,
    limit: "historyDays",
    tip: "In seconds, like every=60.",
  };
  const every = countParameter(query, "every", range);
  if (isProblem(every)) return every;
  return tooFine(window, every, "every", limits) ?? { ...window, every };
}

/** Refuses buckets of `seconds` where there would be too many; says what the least is. */
export function tooFine(
  { from, to }: Window,
  seconds: number,
  name: string,
  { historyBuckets }: Limits,
): Problem | undefined {
  const buckets = Math.ceil((to - from) / (seconds * 1_000));
  if (buckets <= historyBuckets) return undefined;
  const least = Math.ceil((to - from) / (historyBuckets * 1_000));
  return problem(
    "http/bad-query",
    `With ${name}=${seconds} there would be ${buckets} buckets; there may be ${historyBuckets} (historyBuckets).`,
    `Ask for a shorter time, or with ${name}=${least} or more.`,
  );
}
