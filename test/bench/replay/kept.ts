import type { Layout } from "../support/moving-city.ts";

/** What the past is made of. */
export interface Kept {
  readonly entities: number;
  readonly layout: Layout;
  /** Milliseconds since 1970, and seconds of it. */
  readonly from: number;
  readonly seconds: number;
  /** Seconds between two statements of a vehicle. */
  readonly every: number;
  /** Whether it is in the real store; else it is answered from memory. */
  readonly onDisk: boolean;
}
