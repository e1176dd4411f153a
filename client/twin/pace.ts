/** Milliseconds of ours in which what is off comes to be right. */
const CATCHING_UP = 1_000;
/** Milliseconds of ours at its rate: more than this ahead is gone to at once. */
const FAR = 3_000;
/** Milliseconds of ours after which nothing was heard for so long that the picture cannot be of a moment that runs on. */
const SILENT = 10_000;

/**
 * A moment that runs at a rate, kept near what the server says it shows. It never goes back: where it is ahead
 * it runs slower, or waits; and it waits where nothing is heard any more. Milliseconds since 1970.
 */
export class Pace {
  readonly #ours: () => number;
  #at = 0;
  #since = 0;
  #rate = 0;
  /** Times its rate, 0 to 2. */
  #gain = 1;

  constructor(ours: () => number) {
    this.#ours = ours;
  }

  now(): number {
    const passed = Math.min(SILENT, this.#ours() - this.#since);
    return this.#at + passed * this.#rate * this.#gain;
  }

  start(at: number, rate: number): void {
    this.#at = at;
    this.#rate = rate;
    this.#gain = 1;
    this.#since = this.#ours();
  }

  /** The server shows this moment now. */
  hear(at: number): void {
    const shown = this.now();
    const off = at - shown;
    this.#at = off > FAR * this.#rate ? at : shown;
    this.#since = this.#ours();
    const part = this.#rate > 0 ? (at - this.#at) / (this.#rate * CATCHING_UP) : 0;
    this.#gain = 1 + Math.min(1, Math.max(-1, part));
  }
}
