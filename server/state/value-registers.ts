import { newer } from "./register.ts";

const FIRST_CAPACITY = 256;

/**
 * The named numbers of all entities: one register for each entity and name, last writer wins. The
 * registers of an entity are linked in the order in which their names were first heard of it.
 */
export class ValueRegisters {
  #count = 0;
  #keys = new Uint16Array(FIRST_CAPACITY);
  #next = new Int32Array(FIRST_CAPACITY);
  #numbers = new Float64Array(FIRST_CAPACITY);
  #observedAt = new Float64Array(FIRST_CAPACITY);
  #changedIn = new Float64Array(FIRST_CAPACITY);

  /** Registers of all entities together. */
  get count(): number {
    return this.#count;
  }

  /** The register of `key` in the list that begins at `first`, or -1. */
  find(first: number, key: number): number {
    let slot = first;
    while (slot >= 0 && this.#keys[slot] !== key) slot = this.next(slot);
    return slot;
  }

  /** A new register at the end of the list that begins at `first` (-1: a new list). */
  add(first: number, key: number, number: number, observedAt: number, version: number): number {
    if (this.#count === this.#keys.length) this.#grow();
    const slot = this.#count++;
    this.#keys[slot] = key;
    this.#next[slot] = -1;
    this.#write(slot, number, observedAt, version);
    let last = first;
    while (last >= 0 && this.next(last) >= 0) last = this.next(last);
    if (last >= 0) this.#next[last] = slot;
    return slot;
  }

  /** Takes a newer statement, or of two of the same moment the greater; tells whether it was taken. */
  merge(slot: number, number: number, observedAt: number, version: number): boolean {
    if (!newer(observedAt, this.observedAt(slot), number, this.number(slot))) return false;
    this.#write(slot, number, observedAt, version);
    return true;
  }

  /** The next register of the same entity, -1 after the last. */
  next(slot: number): number {
    return this.#next[slot] as number;
  }

  key(slot: number): number {
    return this.#keys[slot] as number;
  }

  number(slot: number): number {
    return this.#numbers[slot] as number;
  }

  observedAt(slot: number): number {
    return this.#observedAt[slot] as number;
  }

  changedIn(slot: number): number {
    return this.#changedIn[slot] as number;
  }

  #write(slot: number, number: number, observedAt: number, version: number): void {
    this.#numbers[slot] = number;
    this.#observedAt[slot] = observedAt;
    this.#changedIn[slot] = version;
  }

  #grow(): void {
    const more = this.#keys.length * 2;
    const keys = new Uint16Array(more);
    keys.set(this.#keys);
    this.#keys = keys;
    const next = new Int32Array(more);
    next.set(this.#next);
    this.#next = next;
    this.#numbers = grown(this.#numbers, more);
    this.#observedAt = grown(this.#observedAt, more);
    this.#changedIn = grown(this.#changedIn, more);
  }
}

function grown(column: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(length);
  wider.set(column);
  return wider;
}
