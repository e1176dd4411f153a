/**
 * Repeatable random numbers: the same seed gives the same numbers on every machine. Not for secrets.
 * Source: sfc32 of PractRand, seeded by MurmurHash3's finalizer.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** `seed` is any text or number; different seeds give unrelated numbers. */
  constructor(seed: string | number) {
    const hash = hashOf(String(seed));
    this.#a = mixed(hash);
    this.#b = mixed(hash ^ 0x9e3779b9);
    this.#c = mixed(hash ^ 0x85ebca6b);
    for (let i = 0; i < 12; i++) this.#next();
  }

  /** From 0, below 1. */
  next(): number {
    return this.#next() / 4_294_967_296;
  }

  /** From `low`, below `high`. */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number from 0, below `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error("Random.pick: the list is empty");
    return list[this.below(list.length)] as T;
  }

  /** Normally distributed about 0 with deviation 1. Source: Box and Muller, 1958. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#counter++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }
}

/** A number from 0, below 1, that belongs to a text: noise without a state. */
export function chanceOf(text: string): number {
  return (mixed(hashOf(text)) >>> 0) / 4_294_967_296;
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash | 0;
}

function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
