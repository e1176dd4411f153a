/** Later than this, in milliseconds, and the recording is slowed down rather than hurried. */
const PATIENCE = 1_000;

/** Maps a recording's own time to ours: its first moment to when it began to play. */
export class ReplayClock {
  readonly #from: number;
  readonly #to: number;
  readonly #speed: number;
  #origin: number;
  #slipped = 0;

  /** `from`, `to` in milliseconds of the recording's own time; `now` in milliseconds of ours. */
  constructor(from: number, to: number, speed: number, now: number) {
    this.#from = from;
    this.#to = to;
    this.#speed = speed;
    this.#origin = now;
  }

  /** When a moment of the recording is due, milliseconds of our time. */
  due(at: number): number {
    return this.#origin + (at - this.#from) / this.#speed;
  }

  /** Which moment of the recording it is. */
  at(now: number): number {
    const at = this.#from + (now - this.#origin) * this.#speed;
    return Math.min(this.#to, Math.max(this.#from, at));
  }

  /** Milliseconds of our time that the recording was held back in all, to stay with delivery. */
  get slipped(): number {
    return this.#slipped;
  }

  /** Holds the recording back where what was due at `at` has only now gone out. */
  keepUp(at: number, now: number): void {
    const late = now - this.due(at);
    if (!(late > PATIENCE)) return;
    this.#origin += late;
    this.#slipped += late;
  }

  /** Begins again, `pause` milliseconds after the end. */
  restart(now: number, pause: number): void {
    this.#origin = Math.max(now, this.due(this.#to)) + pause;
  }
}
