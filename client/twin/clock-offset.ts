/** Measurements looked at: the one with the shortest round trip is believed. */
const KEPT = 8;

/** How far the server's clock is ahead of ours, from answered requests for its time. */
export class ClockOffset {
  #samples: { roundTrip: number; offset: number }[] = [];

  /** All in milliseconds: ours when asked and answered, the server's in the answer. */
  take(askedAt: number, serverTime: number, answeredAt: number): void {
    const roundTrip = answeredAt - askedAt;
    if (!(roundTrip >= 0) || !Number.isFinite(serverTime)) return;
    this.#samples.push({ roundTrip, offset: serverTime - (askedAt + answeredAt) / 2 });
    if (this.#samples.length > KEPT) this.#samples.shift();
  }

  /** A first guess, that any measurement replaces. */
  guess(serverTime: number, now: number): void {
    if (this.#samples.length === 0)
      this.#samples.push({ roundTrip: Number.POSITIVE_INFINITY, offset: serverTime - now });
  }

  /** Another server may have another clock. */
  clear(): void {
    this.#samples = [];
  }

  /** Milliseconds to add to our clock. */
  get milliseconds(): number {
    let best = { roundTrip: Number.POSITIVE_INFINITY, offset: 0 };
    for (const sample of this.#samples) if (sample.roundTrip <= best.roundTrip) best = sample;
    return best.offset;
  }
}
