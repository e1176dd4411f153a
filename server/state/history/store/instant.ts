/** The farthest that a clock can say, for windows that are open. */
const FARTHEST = 8_640_000_000_000_000;

/** A moment as SQL. */
export function instant(milliseconds: number): string {
  return `make_timestamp_ms(${Math.floor(Math.max(-FARTHEST, Math.min(FARTHEST, milliseconds)))})`;
}
