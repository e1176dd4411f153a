import type { Limits } from "../security/limits.ts";

/** `allowed`; `refused`, with `tell` once a second; `flood`: so many were refused that the session ends. */
export type Verdict = "allowed" | "refused" | "tell" | "flood";

/** How many requests a page may still make: a bucket of `sessionRequestBurst` that fills at `sessionRequestRate`. */
export class RequestBudget {
  readonly #limits: Limits;
  #tokens: number;
  #filledAt: number;
  #second = Number.NEGATIVE_INFINITY;
  #refused = 0;

  /** @param now milliseconds */
  constructor(limits: Limits, now: number) {
    this.#limits = limits;
    this.#tokens = limits.sessionRequestBurst;
    this.#filledAt = now;
  }

  spend(now: number): Verdict {
    const { sessionRequestRate, sessionRequestBurst, sessionRequestFlood } = this.#limits;
    const filled = this.#tokens + ((now - this.#filledAt) / 1000) * sessionRequestRate;
    this.#tokens = Math.min(sessionRequestBurst, Math.max(0, filled));
    this.#filledAt = now;
    if (this.#tokens >= 1) {
      this.#tokens--;
      return "allowed";
    }
    if (now - this.#second >= 1000) {
      this.#second = now;
      this.#refused = 1;
      return "tell";
    }
    return ++this.#refused > sessionRequestFlood ? "flood" : "refused";
  }
}
