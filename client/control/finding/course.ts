/** Points of one quantity that are kept: an hour at one a second. */
const MOST_POINTS = 3_600;
/** Milliseconds: frames tell times in steps of 5, the server's answers tell them exactly. */
const SAME_TIME = 6;

export interface Span {
  readonly count: number;
  readonly lowest: number;
  readonly highest: number;
  readonly newest: number;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/**
 * What a quantity was over time: its newest points, in the order of their times whatever order they
 * came in. Of two points of one time the later told stays.
 */
export class Course {
  readonly #times: number[] = [];
  readonly #values: number[] = [];
  readonly #most: number;

  constructor(most: number = MOST_POINTS) {
    this.#most = most;
  }

  /** Milliseconds since 1970, rising. */
  get times(): readonly number[] {
    return this.#times;
  }

  /** As many as there are times. */
  get values(): readonly number[] {
    return this.#values;
  }

  /** What is not a number is no point. */
  add(at: number, value: number): void {
    if (!Number.isFinite(at) || !Number.isFinite(value)) return;
    const place = this.#placeOf(at);
    if (Math.abs((this.#times[place] ?? Number.NaN) - at) < SAME_TIME) this.#values[place] = value;
    else {
      this.#times.splice(place, 0, at);
      this.#values.splice(place, 0, value);
    }
    if (this.#times.length <= this.#most) return;
    this.#times.shift();
    this.#values.shift();
  }

  /** What there is in a few numbers; undefined before the first point. */
  span(): Span | undefined {
    const newest = this.#values.at(-1);
    const [from] = this.#times;
    const to = this.#times.at(-1);
    if (newest === undefined || from === undefined || to === undefined) return undefined;
    let [lowest, highest] = [newest, newest];
    for (const value of this.#values) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
    return { count: this.#times.length, lowest, highest, newest, from, to };
  }

  /** Of the point at this time, or else of the first after it. */
  #placeOf(at: number): number {
    const times = this.#times;
    // Nearly always it is the newest, so it is looked for from the end.
    let place = times.length;
    while (place > 0 && (times[place - 1] as number) > at - SAME_TIME) place--;
    return place;
  }
}
