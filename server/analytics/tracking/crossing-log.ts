import type { CrossingCause } from "../../../shared/region.ts";

export const CAUSES = ["moved", "appeared", "absent"] as const satisfies CrossingCause[];

/** Numbers of one crossing: enter (1) or leave (0), cause, area, handle, kind, provenance, at, position. */
export const CROSSING_NUMBERS = 10;

const FIRST = 256;

/** The crossings of a batch, as numbers; what is more than is told is counted. */
export class CrossingLog {
  readonly #most: number;
  #numbers = new Float64Array(FIRST * CROSSING_NUMBERS);
  #length = 0;
  leftOut = 0;

  constructor(most: number) {
    this.#most = most * CROSSING_NUMBERS;
  }

  /** Makes room for one more: its numbers are to be written from there. Undefined where it is not told. */
  next(): { readonly numbers: Float64Array; readonly from: number } | undefined {
    if (this.#length >= this.#most) {
      this.leftOut++;
      return undefined;
    }
    if (this.#length === this.#numbers.length) {
      const wider = new Float64Array(2 * this.#length);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    const from = this.#length;
    this.#length += CROSSING_NUMBERS;
    return { numbers: this.#numbers, from };
  }

  /** All since the last time; undefined where there are none. */
  take(): Float64Array<ArrayBuffer> | undefined {
    if (this.#length === 0) return undefined;
    const taken = this.#numbers.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }
}
