/** Numbers one after another, as many as come. */
export class NumberColumn {
  #values: Float64Array;
  #length = 0;

  constructor(room = 256) {
    this.#values = new Float64Array(room);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new Float64Array(this.#values.length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#values[index] ?? Number.NaN;
  }

  /** Forgets what came after the first so many. */
  cut(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  /** A copy of them all. */
  taken(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}
