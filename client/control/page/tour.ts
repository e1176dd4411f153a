import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { keep, kept } from "../../ui/kept.ts";

/** What the tour tells of, in order. */
export const TOUR_STEPS = ["map", "layers", "search", "areas", "inspector", "strip"] as const;

export type TourStep = (typeof TOUR_STEPS)[number];

const SEEN = "tour-seen";

/** A short tour of the page: where it is, and whether this browser has had it. */
export class Tour {
  readonly #at: Signal<number | undefined> = signal<number | undefined>(undefined);

  /** The number of the step that is shown; undefined while there is no tour. */
  get at(): ReadonlySignal<number | undefined> {
    return this.#at;
  }

  start(): void {
    this.#at.value = 0;
  }

  /** One step on or back; past the last one it ends. */
  move(by: 1 | -1): void {
    const at = this.#at.peek();
    if (at === undefined) return;
    if (at + by >= TOUR_STEPS.length) this.end();
    else this.#at.value = Math.max(0, at + by);
  }

  /** Seen or skipped: it does not come again by itself. */
  end(): void {
    this.#at.value = undefined;
    keep(SEEN, "1");
  }

  /**
   * Whether it should begin by itself: to a person's first visit, not to a screen of a wall, a
   * presentation, a picture that stands still, or a program that looks.
   */
  isDue(search: string, isProgram: boolean): boolean {
    const query = new URLSearchParams(search);
    if (query.get("tour") === "1") return true;
    const quiet = ["still", "present", "screen"].some((name) => query.has(name));
    return !quiet && !isProgram && query.get("tour") !== "0" && kept(SEEN) === null;
  }
}
