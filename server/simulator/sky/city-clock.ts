const QUARTER = 900_000;
const DAY = 86_400_000;

/** What o'clock it is in the city. */
export class CityClock {
  readonly #format: Intl.DateTimeFormat;
  /** Of the quarter of an hour asked for last: zones change at whole quarters only. */
  #quarter = Number.NaN;
  #offset = 0;

  /** @param timeZone An IANA name. */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  /** Hour of the day, 0 to 24, of a time in milliseconds since 1970. */
  hour(time: number): number {
    return (((this.#local(time) % DAY) + DAY) % DAY) / 3_600_000;
  }

  /** Days since 1970 by the city's calendar. */
  day(time: number): number {
    return Math.floor(this.#local(time) / DAY);
  }

  /** Part of the year that is over, 0 to 1. */
  season(time: number): number {
    const local = this.#local(time);
    const year = new Date(local).getUTCFullYear();
    const start = Date.UTC(year, 0, 1);
    return (local - start) / (Date.UTC(year + 1, 0, 1) - start);
  }

  weekend(time: number): boolean {
    // The first of January 1970 was a Thursday.
    const weekday = (((this.day(time) + 4) % 7) + 7) % 7;
    return weekday === 0 || weekday === 6;
  }

  /** When a day of the city's calendar begins: milliseconds since 1970. */
  startOf(day: number): number {
    const first = day * DAY - this.#offsetAt(day * DAY);
    return day * DAY - this.#offsetAt(first);
  }

  #local(time: number): number {
    return time + this.#offsetAt(time);
  }

  #offsetAt(time: number): number {
    const quarter = Math.floor(time / QUARTER);
    if (quarter !== this.#quarter) {
      this.#quarter = quarter;
      this.#offset = this.#measure(quarter * QUARTER);
    }
    return this.#offset;
  }

  #measure(time: number): number {
    const parts = this.#format.formatToParts(time);
    const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    const local = Date.UTC(
      of("year"),
      of("month") - 1,
      of("day"),
      of("hour"),
      of("minute"),
      of("second"),
    );
    return local - time;
  }
}
