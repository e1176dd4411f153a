const SLOTS = 10;

/** How many things came a second, over the last ten seconds. */
export class RateMeter {
  readonly #counts = new Float64Array(SLOTS);
  readonly #startedAt: number;
  #second: number;

  /** `now` in milliseconds. */
  constructor(now: number) {
    this.#startedAt = now;
    this.#second = Math.floor(now / 1000);
  }

  add(count: number, now: number): void {
    this.#turnTo(now);
    const slot = this.#second % SLOTS;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + count;
  }

  rate(now: number): number {
    this.#turnTo(now);
    const from = Math.max(this.#startedAt, (this.#second - SLOTS + 1) * 1000);
    const seconds = Math.max(1, (now - from) / 1000);
    return this.#counts.reduce((sum, count) => sum + count, 0) / seconds;
  }

  /** Empties the slots of the seconds since. A clock that was set back starts over. */
  #turnTo(now: number): void {
    const second = Math.floor(now / 1000);
    const passed = second - this.#second;
    if (passed < 0 || passed >= SLOTS) this.#counts.fill(0);
    else for (let s = this.#second + 1; s <= second; s++) this.#counts[s % SLOTS] = 0;
    this.#second = second;
  }
}
