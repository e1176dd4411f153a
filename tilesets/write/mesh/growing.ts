type Numbers = Int8Array | Uint8Array | Uint16Array | Int32Array | Uint32Array;

/**
 * A typed array that grows by doubling. What is written often is written into `reserve`d room: a store in
 * here would be shared by arrays of all kinds, which an engine makes ten times as slow.
 */
export class Growing<Kind extends Numbers> {
  readonly #make: new (
    length: number,
  ) => Kind;
  #values: Kind;
  /** Its length, where it need not be asked of an array of whichever kind. */
  #room = 256;
  length = 0;

  constructor(make: new (length: number) => Kind) {
    this.#make = make;
    this.#values = new make(this.#room);
  }

  /** Wrapped as the array's type does. */
  push(value: number): void {
    const values = this.reserve(1);
    values[this.length - 1] = value;
  }

  push3(a: number, b: number, c: number): void {
    const values = this.reserve(3);
    const start = this.length - 3;
    values[start] = a;
    values[start + 1] = b;
    values[start + 2] = c;
  }

  /** Room for so many more, to be filled from the former length on: the array itself, until it grows again. */
  reserve(count: number): Kind {
    const length = this.length + count;
    if (length > this.#room) this.#grow(length);
    this.length = length;
    return this.#values;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  /** A copy of what is in it. */
  values(): Kind {
    return this.#values.slice(0, this.length) as Kind;
  }

  #grow(length: number): void {
    this.#room = Math.max(length, 2 * this.#room);
    const larger = new this.#make(this.#room);
    larger.set(this.#values);
    this.#values = larger;
  }
}
