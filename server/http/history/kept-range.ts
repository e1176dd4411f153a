import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { instantParameter } from "../instant-parameter.ts";
import type { ToldStatus } from "./told-status.ts";
import { tooSlow } from "./too-slow.ts";

/** Milliseconds for which it is remembered how far the kept past reaches back. */
const REMEMBERED = 1_000;

/** Judges moments that are asked for: within what is kept, and not yet to come. */
export class KeptRange {
  readonly #status: ToldStatus;
  readonly #limits: Limits;
  readonly #now: () => number;
  /** Since when something is kept; undefined where nothing is. */
  #from: number | undefined;
  #asked = Number.NEGATIVE_INFINITY;

  constructor(status: ToldStatus, limits: Limits, now: () => number) {
    this.#status = status;
    this.#limits = limits;
    this.#now = now;
  }

  /**
   * The `at` of a query, now where it says none; `http/bad-query` where it is none, `history/in-future`, or
   * `history/out-of-range` where nothing is kept of it.
   */
  async at(query: URLSearchParams): Promise<number | Problem> {
    const now = this.#now();
    const at = instantParameter(query, "at", now, now);
    if (isProblem(at)) return at;
    const { futureSkew } = this.#limits;
    if (at > now + futureSkew) {
      const message = `${said(at)} is ahead of the server's ${said(now)} by more than ${futureSkew / 1_000} s (futureSkew).`;
      return problem("history/in-future", message, "Ask for a moment that has been, or for now.");
    }
    const from = await this.#reaches(at);
    if (isProblem(from)) return from;
    if (from !== undefined && at >= from) return at;
    return outOfRange(at, now, from);
  }

  /** Since when something is kept, asked anew where it is not remembered or `at` is before it. */
  async #reaches(at: number): Promise<number | Problem | undefined> {
    const known = this.#from !== undefined && at >= this.#from;
    if (known && performance.now() - this.#asked < REMEMBERED) return this.#from;
    const status = await this.#status.within(this.#limits.historyTimeout);
    if (status === undefined) return tooSlow(this.#limits, "Ask again in a minute.");
    const { state, range } = status;
    if (range === undefined && (state === "starting" || state === "failed")) return notThere(state);
    this.#asked = performance.now();
    this.#from = range?.[0];
    return this.#from;
  }
}

function outOfRange(at: number, now: number, from: number | undefined): Problem {
  const message =
    from === undefined
      ? `Nothing is kept of ${said(at)}: nothing is kept yet.`
      : `Nothing is kept of ${said(at)}: what is kept is from ${said(from)} to ${said(now)}.`;
  return problem("history/out-of-range", message, "GET /api/history says what is kept.");
}

function notThere(state: "starting" | "failed"): Problem {
  return state === "starting"
    ? problem("history/starting", "The history is starting.", "Ask again in a few seconds.")
    : problem("history/failed", "The history failed.", "GET /api/history says why.");
}

function said(at: number): string {
  return new Date(at).toISOString();
}
