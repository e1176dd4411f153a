import type { CellKey } from "../../shared/cell.ts";
import { Departures } from "./departures.ts";

/** One cell of the live picture: who is in it, and in which versions of the twin it changed. */
export class Cell {
  readonly key: CellKey;
  readonly departures = new Departures();
  /** The version of its last change, and of the change before that (0: none). */
  changedIn: number;
  previouslyChangedIn = 0;
  #members = new Uint32Array(4);
  #count = 0;

  constructor(key: CellKey, version: number) {
    this.key = key;
    this.changedIn = version;
  }

  get count(): number {
    return this.#count;
  }

  /** Handles, ascending. Valid until the next merge. */
  get members(): Uint32Array {
    return this.#members.subarray(0, this.#count);
  }

  /** The `index`-th of `members`, without a view of them all. */
  member(index: number): number {
    return this.#members[index] as number;
  }

  add(handle: number): void {
    const place = this.#placeOf(handle);
    if (this.#count === this.#members.length) {
      const wider = new Uint32Array(this.#count * 2);
      wider.set(this.#members);
      this.#members = wider;
    }
    this.#members.copyWithin(place + 1, place, this.#count);
    this.#members[place] = handle;
    this.#count++;
  }

  remove(handle: number): void {
    const place = this.#placeOf(handle);
    this.#members.copyWithin(place, place + 1, this.#count);
    this.#count--;
  }

  /** The first place whose handle is not below this one. */
  #placeOf(handle: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#members[middle] as number) < handle) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
