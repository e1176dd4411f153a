/** The two clocks of a view: one that runs evenly, and the city's. */
export interface Timekeeper {
  /** Seconds of a clock that never jumps; where it began means nothing. */
  seconds(): number;
  /** Milliseconds since 1970 by the server's clock. */
  serverNow(): number;
}
