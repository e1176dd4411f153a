import { parseInstant } from "../../shared/parse-instant.ts";
import { type Problem, problem } from "../../shared/problem.ts";
import type { Limits } from "../security/limits.ts";

/** A `clock` that was found good; `at` in milliseconds since 1970, undefined: where it is already. */
export type CheckedClock =
  | { readonly mode: "live" }
  | { readonly mode: "replay"; readonly at: number | undefined; readonly rate: number };

/** How far past our now a page's `at` may be, milliseconds: its clock is an estimate of ours. */
const CLOCK_ERROR = 2_000;

/**
 * Judges what a page sent as its clock.
 * @param range from when to when something is kept; undefined where nothing is
 */
export function checkClock(
  body: unknown,
  range: readonly [from: number, to: number] | undefined,
  now: number,
  { replayRate }: Limits,
): CheckedClock | Problem {
  const { mode, at, rate } = (body ?? {}) as Record<string, unknown>;
  if (mode === "live") return { mode };
  if (mode !== "replay") return malformed('mode is neither "live" nor "replay"');
  if (typeof rate !== "number" || !(rate >= 0 && rate <= replayRate))
    return malformed(`rate is no number from 0 to ${replayRate}, limits.replayRate`);
  if (at === undefined) return { mode, at, rate };
  if (range === undefined)
    return problem(
      "clock/no-history",
      "clock: the server keeps nothing of the past yet, so there is nothing to replay.",
      'Stay with {mode: "live"}.',
    );
  const moment = typeof at === "string" ? parseInstant(at) : Number.NaN;
  if (Number.isNaN(moment)) return malformed("at is no date and time with a zone, as ISO 8601");
  if (moment < range[0] || moment > now + CLOCK_ERROR)
    return problem(
      "clock/out-of-range",
      `clock: nothing is kept of ${at}; what is kept is from ${iso(range[0])} to ${iso(now)}.`,
      "Ask for a moment between the two.",
    );
  return { mode, at: moment, rate };
}

/** A `clock` that says what cannot be. */
export function malformed(what: string): Problem {
  return problem(
    "clock/malformed",
    `clock: ${what}.`,
    'Send {mode: "live"}, or {mode: "replay", at: "2026-11-22T08:14:00Z", rate: 1}.',
  );
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
