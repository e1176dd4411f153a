/** The clocks of a view: one that runs evenly whatever is shown, and those of the city that is shown. */
export interface Timekeeper {
  /** Seconds of a clock that never jumps and never stands; where it began means nothing. */
  seconds(): number;
  /** Milliseconds since 1970: the moment of the city that is shown. */
  cityNow(): number;
  /** Seconds that run as the moment shown does, at its rate; they jump only when `turns` changes. */
  shownSeconds(): number;
  /** Counts how often the moment shown was moved. */
  readonly turns: number;
  /** Whether the moment shown stands: nothing of the city moves. */
  readonly isStanding: boolean;
}
