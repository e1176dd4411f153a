/** Lets `rate` things a second pass in the long run, and `burst` at once. */
export class TokenBucket {
  readonly #rate: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;

  /** `now` in milliseconds, of any clock, as long as it is the same one throughout. */
  constructor(rate: number, burst: number, now: number) {
    this.#rate = rate;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = now;
  }

  /** How many may pass now, in parts. A clock that was set back gives none and takes none. */
  available(now: number): number {
    const gained = (Math.max(0, now - this.#at) / 1000) * this.#rate;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#at = now;
    return this.#tokens;
  }

  take(count: number): void {
    this.#tokens -= count;
  }
}
