import { setTimeout as wait } from "node:timers/promises";
import type { HistoryStatus } from "../../../shared/history.ts";
import { OneByOne } from "../one-by-one.ts";
import type { HistoryAnswers } from "./history-answers.ts";

/**
 * How the history is, for all who want to know: telling takes a turn of its thread, in which nothing is brought in. One
 * telling is under way at most; all who come meanwhile share the next, which knows what was kept before they came.
 */
export class ToldStatus {
  readonly #history: Pick<HistoryAnswers, "status">;
  readonly #line = new OneByOne();
  #next: Promise<HistoryStatus> | undefined;

  constructor(history: Pick<HistoryAnswers, "status">) {
    this.#history = history;
  }

  /** Undefined where it is not told in so many milliseconds. */
  async within(patience: number): Promise<HistoryStatus | undefined> {
    const told = new AbortController();
    const { signal } = told;
    const late = wait(patience, undefined, { ref: false, signal }).catch(() => undefined);
    try {
      return await Promise.race([this.#told(), late]);
    } finally {
      told.abort();
    }
  }

  #told(): Promise<HistoryStatus> {
    this.#next ??= this.#line.run(() => {
      this.#next = undefined;
      return this.#history.status();
    });
    return this.#next;
  }
}
