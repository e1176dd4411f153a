/** Milliseconds that an entity keeps quiet after a telling, less and less often told. */
export const INTERVALS = [450, 950, 1_900, 3_800, 7_600, 15_000] as const;
/** Measures in a row that are too busy before less is told, and calm ones before more is. */
const LATE = 2;
const CALM = 8;
/** Share of one core past which less is told, and below which more. */
const BUSY = 0.85;
const IDLE = 0.5;

/**
 * How often entities are told. Where the simulation or its feed cannot keep up, reports come more
 * seldom, in stated steps; the simulation itself goes on as it would.
 */
export class ReportPace {
  #level = 0;
  #late = 0;
  #calm = 0;

  /** Milliseconds. */
  get interval(): number {
    return INTERVALS[this.#level] ?? INTERVALS[0];
  }

  /** Takes a second's measure: share of a core used, seconds behind. */
  measure(load: number, behind: number): void {
    this.#late = load > BUSY || behind > 1.5 ? this.#late + 1 : 0;
    this.#calm = load < IDLE && behind < 0.6 ? this.#calm + 1 : 0;
    if (this.#late >= LATE) this.#move(1);
    if (this.#calm >= CALM) this.#move(-1);
  }

  #move(change: number): void {
    this.#level = Math.min(INTERVALS.length - 1, Math.max(0, this.#level + change));
    this.#late = 0;
    this.#calm = 0;
  }
}
