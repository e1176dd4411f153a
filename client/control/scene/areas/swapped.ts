import type { PrimitiveCollection } from "cesium";

/** What Cesium makes of geometry in workers of its own, and draws once it is ready. */
interface Made {
  readonly ready: boolean;
}

/**
 * One primitive that is made anew now and then: the one before is drawn until the next is ready, so
 * that nothing flickers.
 */
export class Swapped<T extends Made> {
  readonly #collection: PrimitiveCollection;
  #current: T | undefined;
  #next: T | undefined;

  constructor(collection: PrimitiveCollection) {
    this.#collection = collection;
  }

  /** What is drawn and may be changed; undefined before the first is ready. */
  get current(): T | undefined {
    return this.#current?.ready ? this.#current : undefined;
  }

  /** Whether something is still being made. */
  get pending(): boolean {
    return this.#next !== undefined || this.#current?.ready === false;
  }

  /** Nothing is drawn where undefined. */
  put(next: T | undefined): void {
    if (this.#next !== undefined) this.#collection.remove(this.#next);
    this.#next = next;
    if (next !== undefined) this.#collection.add(next);
    else this.#drop();
  }

  /** Before each frame; true where the next has taken the place of the one before. */
  follow(): boolean {
    if (this.#next?.ready !== true) return false;
    this.#drop();
    this.#current = this.#next;
    this.#next = undefined;
    return true;
  }

  destroy(): void {
    this.put(undefined);
  }

  #drop(): void {
    if (this.#current !== undefined) this.#collection.remove(this.#current);
    this.#current = undefined;
  }
}
