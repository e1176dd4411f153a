import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Crossing } from "../../shared/region.ts";
import { Asking } from "./asking.ts";

/** So many of the newest are kept. */
const KEPT = 200;
/** Milliseconds between two questions at least: a page that reads slowly misses many. */
const REST = 1_000;

/** The newest crossings. What was missed is seen by a gap in their numbers, and asked for. */
export class CrossingList {
  readonly #crossings: Signal<readonly Crossing[]> = signal<readonly Crossing[]>([]);
  readonly #asking: Asking<readonly Crossing[]>;

  /** @param url Of the server. */
  constructor(url: string) {
    this.#asking = new Asking({
      url: `${url}/api/crossings?limit=${KEPT}`,
      read: crossingsOf,
      answered: (crossings) => this.#merge(crossings),
      rest: REST,
    });
  }

  /** Newest first. */
  get crossings(): ReadonlySignal<readonly Crossing[]> {
    return this.#crossings;
  }

  /** Takes what just happened, oldest first. */
  take(crossings: readonly Crossing[]): void {
    const [first] = crossings;
    if (first === undefined) return;
    if (first.sequence > this.#last() + 1) this.#asking.ask();
    this.#merge(crossings);
  }

  /** There is a crossing of this number: one that never came is asked for. */
  expect(sequence: number): void {
    if (sequence > this.#last()) this.#asking.ask();
  }

  /** Asks for all of them; `anew`: those of before are of another life of the server. */
  start(anew: boolean): void {
    if (anew) this.#crossings.value = [];
    this.#asking.restart();
  }

  stop(): void {
    this.#asking.stop();
  }

  #last(): number {
    return this.#crossings.peek()[0]?.sequence ?? 0;
  }

  #merge(crossings: readonly Crossing[]): void {
    const known = new Set(this.#crossings.peek().map(({ sequence }) => sequence));
    const fresh = crossings.filter(({ sequence }) => !known.has(sequence));
    if (fresh.length === 0) return;
    const all = [...fresh, ...this.#crossings.peek()];
    this.#crossings.value = all.sort((a, b) => b.sequence - a.sequence).slice(0, KEPT);
  }
}

function crossingsOf(body: unknown): readonly Crossing[] | undefined {
  const { crossings } = (body ?? {}) as { crossings?: unknown };
  return Array.isArray(crossings) ? (crossings as Crossing[]) : undefined;
}
