/** How far a clock is from what it should show: it runs, stands, waits for what it shows, or has come to the present. */
export type ClockState = "loading" | "playing" | "paused" | "ended";

/** How near to the present, in milliseconds, the last of leaps must come. */
const LAST_LEAP = 10_000;
/** Milliseconds that a clock waits before that is told: less is not noticed. */
const WAITING_TOLD = 400;

/**
 * A clock of the past. It shows a moment of which everything is known (`shown`), and runs after the moment that it
 * should show; where what it shows is late to come it waits, and goes on from there.
 */
export class PastClock {
  rate = 0;
  /** Milliseconds since 1970: everything up to and with it has been shown. */
  shown = 0;
  #from = 0;
  #since = 0;
  #ended = false;
  #waitingSince: number | undefined;

  /** Everything up to `at` is shown, and it runs on from there. `now` is of a steady clock. */
  begin(at: number, rate: number, now: number): void {
    this.shown = at;
    this.go(at, rate, now);
  }

  /** It shall show `at`, not before `shown`, and run on from there. */
  go(at: number, rate: number, now: number): void {
    this.rate = rate;
    this.#from = Math.max(at, this.shown);
    this.#since = now;
    this.#ended = false;
    this.#waitingSince = undefined;
  }

  /** What it should show now, no more than `edge`, where the past ends. */
  wanted(now: number, edge: number): number {
    const goal = this.#ended ? this.shown : this.#from + (now - this.#since) * this.rate;
    // In whole milliseconds, as it is told: where a page says that it is, it is.
    return Math.max(this.shown, Math.floor(Math.min(goal, edge)));
  }

  /**
   * It was to show `wanted`, and everything up to `reached` can be shown. Where it goes by leaps, what it shows may be
   * so many milliseconds (`slack`) behind.
   */
  reach(reached: number, wanted: number, now: number, edge: number, slack = 0): void {
    this.shown = Math.max(this.shown, Math.min(reached, wanted));
    if (this.shown < wanted - slack) {
      this.#waitingSince ??= now;
      // It does not run while it waits. What was asked for is still gone to, and it runs on from there.
      this.#from = Math.max(this.shown, this.#from);
      this.#since = now;
      return;
    }
    this.#waitingSince = undefined;
    if (wanted < edge || this.shown < wanted - LAST_LEAP) return;
    // Faster than real time it stands where the past ends; else the end goes on before it.
    if (this.rate > 1) this.#ended = true;
    else if (this.rate > 0) this.go(this.shown, this.rate, now);
  }

  /** The moment that was asked for, where it is still being gone to; else what is shown. */
  get aim(): number {
    return this.#ended ? this.shown : Math.max(this.shown, this.#from);
  }

  /** Whether time passes on it. */
  get runs(): boolean {
    return this.rate > 0 && !this.#ended;
  }

  state(now: number): ClockState {
    if (this.#ended) return "ended";
    if (this.#waitingSince !== undefined && now - this.#waitingSince >= WAITING_TOLD)
      return "loading";
    return this.rate > 0 ? "playing" : "paused";
  }
}
