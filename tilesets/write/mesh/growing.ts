type Numbers = Int8Array | Uint8Array | Uint16Array | Int32Array | Uint32Array;

/** A typed array that grows by doubling; what is pushed is wrapped as the array's type does. */
export class Growing<Kind extends Numbers> {
  readonly #make: new (
    length: number,
  ) => Kind;
  #values: Kind;
  length = 0;

  constructor(make: new (length: number) => Kind) {
    this.#make = make;
    this.#values = new make(256);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new this.#make(2 * this.#values.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  push3(a: number, b: number, c: number): void {
    this.push(a);
    this.push(b);
    this.push(c);
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  /** A copy of what is in it. */
  values(): Kind {
    return this.#values.slice(0, this.length) as Kind;
  }
}
