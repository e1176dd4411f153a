/** A binary heap of numbers by key, least first; of equal keys the smaller number first. */
export class MinHeap {
  readonly #items: Int32Array;
  readonly #keys: Float64Array;
  #size = 0;
  #poppedKey = 0;

  /** @param capacity Entries at once. */
  constructor(capacity: number) {
    this.#items = new Int32Array(capacity);
    this.#keys = new Float64Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** Key of the last one popped. */
  get poppedKey(): number {
    return this.#poppedKey;
  }

  clear(): void {
    this.#size = 0;
  }

  push(item: number, key: number): void {
    if (this.#size === this.#items.length) throw new Error("MinHeap: full");
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(item, key, parent)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#items[at] = item;
    this.#keys[at] = key;
  }

  /** The item with the least key; the heap must not be empty. */
  pop(): number {
    const top = this.#items[0] as number;
    this.#poppedKey = this.#keys[0] as number;
    const item = this.#items[--this.#size] as number;
    const key = this.#keys[this.#size] as number;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      const right = child + 1;
      if (
        right < this.#size &&
        this.#before(this.#items[right] as number, this.#keys[right] as number, child)
      ) {
        child = right;
      }
      if (this.#before(item, key, child)) break;
      this.#move(child, at);
      at = child;
    }
    this.#items[at] = item;
    this.#keys[at] = key;
    return top;
  }

  #before(item: number, key: number, other: number): boolean {
    const theirs = this.#keys[other] as number;
    return key < theirs || (key === theirs && item < (this.#items[other] as number));
  }

  #move(from: number, to: number): void {
    this.#items[to] = this.#items[from] as number;
    this.#keys[to] = this.#keys[from] as number;
  }
}
