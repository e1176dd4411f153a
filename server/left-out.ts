import type { Problem } from "../shared/problem.ts";

const QUIET_MILLISECONDS = 60_000;

/** Keeps count of accepted statements that the twin had no room for, and logs each kind once a minute. */
export class LeftOut {
  readonly #log: { error(about: object, message: string): void };
  readonly #counts = new Map<string, number>();
  readonly #loggedAt = new Map<string, number>();

  constructor(log: { error(about: object, message: string): void }) {
    this.#log = log;
  }

  /** How many, by the problem's code. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  note(fault: Problem): void {
    const count = (this.#counts.get(fault.code) ?? 0) + 1;
    this.#counts.set(fault.code, count);
    const now = performance.now();
    if (now - (this.#loggedAt.get(fault.code) ?? Number.NEGATIVE_INFINITY) < QUIET_MILLISECONDS)
      return;
    this.#loggedAt.set(fault.code, now);
    this.#log.error({ code: fault.code, count }, fault.message);
  }
}
