/** A set of handles: one bit each. */
export class HandleSet {
  #words = new Uint32Array(8);

  has(handle: number): boolean {
    return (((this.#words[handle >>> 5] ?? 0) >>> (handle & 31)) & 1) === 1;
  }

  add(handle: number): void {
    const word = handle >>> 5;
    if (word >= this.#words.length) {
      const wider = new Uint32Array(Math.max(this.#words.length * 2, word + 1));
      wider.set(this.#words);
      this.#words = wider;
    }
    this.#words[word] = (this.#words[word] as number) | (1 << (handle & 31));
  }

  delete(handle: number): void {
    const word = handle >>> 5;
    if (word < this.#words.length)
      this.#words[word] = (this.#words[word] as number) & ~(1 << (handle & 31));
  }
}
