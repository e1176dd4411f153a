/** A list of handles that is filled and emptied many times a second without garbage. */
export class HandleList {
  #handles = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What is in it now; good until the next `push` or `clear`. */
  get view(): Uint32Array {
    return this.#handles.subarray(0, this.#length);
  }

  push(handle: number): void {
    if (this.#length === this.#handles.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#handles);
      this.#handles = larger;
    }
    this.#handles[this.#length++] = handle;
  }

  clear(): void {
    this.#length = 0;
  }
}
