/** Milliseconds of a step. */
const STEP = 500;
/** Milliseconds between two looks at the clock that mean that the machine slept. */
const SLEPT = 60_000;

/** Relates the simulation's time to ours: the same at first, then running `speed` times as fast. */
export class WallPace {
  readonly #speed: number;
  readonly #start: number;
  #looked: number;
  #steps = 0;
  #measuredAt: number;
  #cpu = process.threadCpuUsage();

  /** @param start Milliseconds since 1970 when both times are the same. */
  constructor(speed: number, start: number) {
    this.#speed = speed;
    this.#start = start;
    this.#looked = start;
    this.#measuredAt = start;
  }

  /** Whole steps that are due. Times in milliseconds since 1970: the simulation's, and ours. */
  due(time: number, now: number): number {
    return Math.max(0, Math.floor((this.#target(now) - time) / STEP));
  }

  /** Milliseconds of ours until the next step is due. */
  untilNext(time: number, now: number): number {
    return Math.max(0, (time + STEP - this.#target(now)) / this.#speed);
  }

  /** Whether so much time passed since the last look that it cannot be caught up with. */
  slept(now: number): boolean {
    const gap = now - this.#looked;
    this.#looked = now;
    return gap > SLEPT;
  }

  countStep(): void {
    this.#steps++;
  }

  /** The pace since the last measure: steps a second, share of one core, seconds of ours behind. */
  measure(time: number, now: number) {
    const seconds = Math.max(0.001, (now - this.#measuredAt) / 1000);
    const { user, system } = process.threadCpuUsage(this.#cpu);
    const late = (this.#target(now) - time - STEP) / this.#speed / 1000;
    const pace = {
      wanted: Math.round((10_000 / STEP) * this.#speed) / 10,
      reached: rounded(this.#steps / seconds, 10),
      load: Math.min(1, rounded((user + system) / 1e6 / seconds, 100)),
      behind: Math.max(0, rounded(late, 10)),
    };
    this.#steps = 0;
    this.#measuredAt = now;
    this.#cpu = process.threadCpuUsage();
    return pace;
  }

  #target(now: number): number {
    return this.#start + (now - this.#start) * this.#speed;
  }
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
