import { chanceOf } from "../../shared/random.ts";

/** Repeatable noise without a state: the same seed and place give the same number on every machine. */
export class Noise {
  readonly #seed: number;

  constructor(seed: string) {
    this.#seed = Math.floor(chanceOf(seed) * 4_294_967_296) | 0;
  }

  /** From -1 to 1, smooth, with about one rise or fall in each unit of `x`. */
  at(x: number): number {
    const floor = Math.floor(x);
    const part = x - floor;
    const from = this.chance(floor);
    const eased = part * part * (3 - 2 * part);
    return 2 * (from + (this.chance(floor + 1) - from) * eased) - 1;
  }

  /** From 0, below 1: another for each whole number. Source: MurmurHash3's finalizer. */
  chance(index: number): number {
    let hash = Math.imul(index | 0, 0x9e3779b1) ^ this.#seed;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
  }
}
