const EMPTY = 0xffffffff;
const FIRST_ROOM = 1_024;

/**
 * Numbers by ids. Keeps 64 bits of each id instead of its text, for there may be millions: 24 bytes an id
 * at most where a Map of strings takes some 150. Of a million ids, two are taken for one another with a
 * chance of 1 in 30 million.
 */
export class IdTable {
  #room = FIRST_ROOM;
  #keys = new Uint32Array(FIRST_ROOM * 2);
  #values = new Uint32Array(FIRST_ROOM).fill(EMPTY);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Keeps the number that an id had first. */
  add(id: string, value: number): void {
    if ((this.#size + 1) * 2 > this.#room) this.#widen();
    const first = hash(id, 0x811c9dc5, 0x01000193);
    const second = hash(id, 0x9747b28c, 0x5bd1e995);
    const place = this.#placeOf(first, second);
    if (this.#values[place] !== EMPTY) return;
    this.#put(place, first, second, value);
    this.#size += 1;
  }

  get(id: string): number | undefined {
    if (this.#size === 0) return undefined;
    const first = hash(id, 0x811c9dc5, 0x01000193);
    const second = hash(id, 0x9747b28c, 0x5bd1e995);
    const value = this.#values[this.#placeOf(first, second)];
    return value === EMPTY ? undefined : value;
  }

  #put(place: number, first: number, second: number, value: number): void {
    this.#keys[place * 2] = first;
    this.#keys[place * 2 + 1] = second;
    this.#values[place] = value;
  }

  /** Where an id stands, or would. */
  #placeOf(first: number, second: number): number {
    const mask = this.#room - 1;
    let place = (first ^ (second >>> 7)) & mask;
    while (this.#values[place] !== EMPTY) {
      if (this.#keys[place * 2] === first && this.#keys[place * 2 + 1] === second) break;
      place = (place + 1) & mask;
    }
    return place;
  }

  #widen(): void {
    const [keys, values, room] = [this.#keys, this.#values, this.#room];
    this.#room = room * 2;
    this.#keys = new Uint32Array(this.#room * 2);
    this.#values = new Uint32Array(this.#room).fill(EMPTY);
    for (let at = 0; at < room; at++) {
      const value = values[at] as number;
      if (value === EMPTY) continue;
      const [first, second] = [keys[at * 2] as number, keys[at * 2 + 1] as number];
      this.#put(this.#placeOf(first, second), first, second, value);
    }
  }
}

function hash(id: string, start: number, prime: number): number {
  let value = start;
  for (let at = 0; at < id.length; at++) {
    value = Math.imul(value ^ id.charCodeAt(at), prime);
    value ^= value >>> 15;
  }
  return value >>> 0;
}
