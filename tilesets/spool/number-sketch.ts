import { Random } from "../../shared/random.ts";

/** Values kept; tenths of thousands of numbers are then right to about a hundredth of their order. */
const KEPT = 2048;

/** Least, greatest and tenths of any number of numbers, by a sample. Source: Vitter's algorithm R, 1985. */
export class NumberSketch {
  least = Infinity;
  most = -Infinity;
  #count = 0;
  readonly #kept: number[] = [];
  readonly #random: Random;

  /** @param seed the same one keeps the same numbers */
  constructor(seed: string) {
    this.#random = new Random(seed);
  }

  add(value: number): void {
    this.least = Math.min(this.least, value);
    this.most = Math.max(this.most, value);
    this.#count++;
    if (this.#kept.length < KEPT) this.#kept.push(value);
    else {
      const place = this.#random.below(this.#count);
      if (place < KEPT) this.#kept[place] = value;
    }
  }

  /** Values below which a tenth, two tenths … nine tenths lie; none where there is no value. */
  deciles(): number[] {
    const sorted = Float64Array.from(this.#kept).sort();
    if (sorted.length === 0) return [];
    return Array.from(
      { length: 9 },
      (_, i) =>
        sorted[Math.min(sorted.length - 1, Math.floor(((i + 1) * sorted.length) / 10))] as number,
    );
  }
}
