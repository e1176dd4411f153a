/** Numbers places: the same place within a step gets the same number. Open addressing, no strings. */
export class Welded {
  readonly #step: number;
  readonly #keys: Int32Array;
  readonly #numbers: Int32Array;
  readonly #mask: number;
  #count = 0;

  /** @param most places that will be asked for; @param step metres */
  constructor(most: number, step: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(16, 2 * most)));
    this.#step = step;
    this.#mask = size - 1;
    this.#keys = new Int32Array(4 * size);
    this.#numbers = new Int32Array(size).fill(-1);
  }

  get count(): number {
    return this.#count;
  }

  /** Number of a place, from 0; `kind` keeps things apart that lie at one place. */
  number(x: number, y: number, z: number, kind: number): number {
    const [a, b, c] = [this.#rounded(x), this.#rounded(y), this.#rounded(z)];
    let slot = hash(a, b, c, kind) & this.#mask;
    for (;;) {
      const number = this.#numbers[slot] ?? -1;
      if (number === -1) break;
      const i = 4 * slot;
      const key = this.#keys;
      if (key[i] === a && key[i + 1] === b && key[i + 2] === c && key[i + 3] === kind)
        return number;
      slot = (slot + 1) & this.#mask;
    }
    if (2 * this.#count > this.#mask) throw new Error("Welded: more places than were told");
    this.#keys.set([a, b, c, kind], 4 * slot);
    this.#numbers[slot] = this.#count;
    return this.#count++;
  }

  #rounded(metres: number): number {
    return Math.round(metres / this.#step);
  }
}

/** Source: the mixing of MurmurHash3. */
function hash(a: number, b: number, c: number, d: number): number {
  let value = Math.imul(a, 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35);
  value ^= Math.imul(c, 0x27d4eb2f) ^ Math.imul(d, 0x165667b1);
  value = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
  return value ^ (value >>> 13);
}
