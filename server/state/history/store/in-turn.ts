/** Does one thing after another: what writes to the store takes its turn here. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves to what `work` gives when all that was asked for before is done. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
