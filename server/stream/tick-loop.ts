/**
 * Calls `work` every `milliseconds`, by the clock and not by what is left after the work: a late call
 * does not move the ones after it. Calls that could not be made in time are left out, not made up for.
 */
export class TickLoop {
  readonly #milliseconds: number;
  readonly #work: () => void;
  #timer: NodeJS.Timeout | undefined;
  #due = 0;

  constructor(milliseconds: number, work: () => void) {
    this.#milliseconds = milliseconds;
    this.#work = work;
  }

  start(): void {
    if (this.#timer !== undefined) return;
    this.#due = performance.now() + this.#milliseconds;
    this.#timer = setTimeout(() => this.#run(), this.#milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #run(): void {
    this.#work();
    if (this.#timer === undefined) return;
    const now = performance.now();
    const missed = Math.max(0, Math.floor((now - this.#due) / this.#milliseconds));
    this.#due += (missed + 1) * this.#milliseconds;
    this.#timer = setTimeout(() => this.#run(), this.#due - now);
  }
}
