import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { instantParameter } from "../instant-parameter.ts";

/** A stretch of time, milliseconds since 1970; `to` is not in it. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What is looked at where a query does not say since when, milliseconds. */
const USUAL_WINDOW = 3_600_000;
const DAY = 86_400_000;

/**
 * `from` and `to` of a query: up to now, and an hour of it, where they are not said.
 * @param begun The window of the page before, where this asks for what follows: it is the same, though "now" is not.
 */
export function windowParameters(
  query: URLSearchParams,
  now: number,
  { historyDays }: Limits,
  begun?: Window,
): Window | Problem {
  const to = instantParameter(query, "to", begun?.to ?? now, begun?.to ?? now);
  if (isProblem(to)) return to;
  const from = instantParameter(
    query,
    "from",
    begun?.from ?? now,
    begun?.from ?? to - USUAL_WINDOW,
  );
  if (isProblem(from)) return from;
  if (from >= to) {
    const message = `From ${said(from)} to ${said(to)} there is nothing: from is not before to.`;
    return problem("http/bad-query", message, "from is in the window, to is not.");
  }
  if (to - from <= historyDays * DAY) return { from, to };
  const days = Math.ceil((to - from) / DAY);
  const message = `From ${said(from)} to ${said(to)} are ${days} days; one question may look at ${historyDays} (historyDays).`;
  return problem("http/bad-query", message, "Ask for it in parts.");
}

function said(at: number): string {
  return new Date(at).toISOString();
}
