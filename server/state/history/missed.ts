import type { HistoryEvent } from "../../../shared/history.ts";
import type { RefusedCount } from "./store/minute-counts.ts";

/** Events, and counts, that wait; older ones make room. */
const MOST = 10_000;

/** What came while the thread of history was not there, to be told to the next. */
export class Missed {
  #events: HistoryEvent[] = [];
  #counts: RefusedCount[] = [];
  #lost = 0;

  note(events: readonly HistoryEvent[]): void {
    this.#events = this.#newest(this.#events, events);
  }

  countRefused(counts: readonly RefusedCount[]): void {
    this.#counts = this.#newest(this.#counts, counts);
  }

  /** All of it; `lost`: how many had to make room. */
  take() {
    const all = { events: this.#events, counts: this.#counts, lost: this.#lost };
    this.#events = [];
    this.#counts = [];
    this.#lost = 0;
    return all;
  }

  #newest<T>(held: readonly T[], more: readonly T[]): T[] {
    const all = [...held, ...more];
    this.#lost += Math.max(0, all.length - MOST);
    return all.slice(-MOST);
  }
}
