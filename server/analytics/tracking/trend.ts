/** Milliseconds over which a change is told. */
const SPAN = 60_000;

/** By how much numbers changed within the last minute. */
export class Trend {
  #past: { readonly at: number; readonly totals: readonly number[] }[] = [];

  /** Takes the numbers of now; tells the change of each, undefined in the first minute. */
  take(at: number, totals: readonly number[]): (number | undefined)[] {
    // A clock that was set back would keep the old for ever.
    if (at < (this.#past.at(-1)?.at ?? at)) this.#past = [];
    this.#past.push({ at, totals });
    while ((this.#past[1]?.at ?? Infinity) <= at - SPAN) this.#past.shift();
    const [then] = this.#past;
    if (then === undefined || then.at > at - SPAN) return totals.map(() => undefined);
    return totals.map((total, i) => total - (then.totals[i] ?? 0));
  }
}
