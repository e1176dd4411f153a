import type { Crossing } from "../../../shared/region.ts";

/** The newest crossings, as many as are kept. Their numbers have no gap. */
export class CrossingRing {
  readonly #most: number;
  #crossings: Crossing[] = [];
  #last = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Number of the newest; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Numbers crossings and keeps them. */
  add(crossings: readonly Omit<Crossing, "sequence">[]): Crossing[] {
    const numbered = crossings.map((crossing) => ({ sequence: ++this.#last, ...crossing }));
    for (const crossing of numbered) this.#crossings.push(crossing);
    // Cut seldom, so that it costs nothing for each crossing.
    if (this.#crossings.length > 2 * this.#most)
      this.#crossings = this.#crossings.slice(-this.#most);
    return numbered;
  }

  /**
   * With `after`: the first `limit` after that number, and whether some after it are forgotten. Without:
   * the newest. Oldest first in both.
   */
  query({ after, region, limit }: { after?: number; region?: string; limit: number }): {
    crossings: readonly Crossing[];
    last: number;
    forgotten: boolean;
  } {
    const kept = this.#crossings.slice(-this.#most);
    const first = this.#last - kept.length + 1;
    const fits = ({ region: of }: Crossing) => region === undefined || of === region;
    const crossings =
      after === undefined
        ? limit > 0
          ? kept.filter(fits).slice(-limit)
          : []
        : kept
            .slice(Math.max(0, after + 1 - first))
            .filter(fits)
            .slice(0, limit);
    // A number from before a restart, when they counted from 1 too, is of other crossings.
    const forgotten = after !== undefined && (after + 1 < first || after > this.#last);
    return { crossings, last: this.#last, forgotten };
  }
}
