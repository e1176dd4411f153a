const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);

/** Sums up a state, so that two runs can be compared. FNV-1a over 32-bit words; not for secrets. */
export class StateHash {
  #hash = 0x811c9dc5;

  add(value: number): this {
    number[0] = value;
    this.#mix(halves[0] ?? 0);
    this.#mix(halves[1] ?? 0);
    return this;
  }

  addAll(values: ArrayLike<number>): this {
    for (let i = 0; i < values.length; i++) this.add(values[i] ?? 0);
    return this;
  }

  addText(text: string): this {
    for (let i = 0; i < text.length; i++) this.#mix(text.charCodeAt(i));
    return this;
  }

  /** Eight hexadecimal digits. */
  digest(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, "0");
  }

  #mix(word: number): void {
    const mixed = Math.imul(this.#hash ^ word, 0x01000193);
    // FNV alone carries nothing down from the high bits of a word.
    this.#hash = mixed ^ (mixed >>> 15);
  }
}
