/** Counts work that has begun and not ended, so that a stop can wait for it. */
export class InHand {
  readonly #work = new Set<Promise<unknown>>();

  add<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    const done = () => this.#work.delete(work);
    // Whoever asked for the work handles its failure; here it only ends.
    work.then(done, done);
    return work;
  }

  /** Resolves when all of it has ended, well or not. */
  async ended(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work);
  }
}
