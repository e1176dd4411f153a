/** Does one thing after another: what writes to the store takes its turn here. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();
  #ended = false;

  /** Resolves to what `work` gives when all that was asked for before is done. */
  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#ended) return Promise.reject(new Error("the store is closed"));
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Takes nothing more; resolves when what was asked for before is done, well or not. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#last;
  }
}
