import type { TwinImage } from "../twin-image.ts";

/** A value that a query is given: texts, numbers, whole numbers beyond 2^53, or nothing. */
export type Parameter = string | number | bigint | boolean | null;

/**
 * One look at what is kept: a snapshot that neither new observations nor the sealing of hours change while it
 * is open. Every relation has the columns of docs/history.md:
 *
 *   number BIGINT          counts accepted observations from 1, in the order of their acceptance
 *   id, kind, source, provenance VARCHAR; name VARCHAR or NULL
 *   observed_at TIMESTAMP  UTC; received_after BIGINT, milliseconds from observed_at to our receipt
 *   said UTINYINT          SAYS_…: which registers the statement speaks of
 *   longitude, latitude, height, heading, speed DOUBLE, NULL where not said
 *   readings MAP(VARCHAR, DOUBLE), NULL where it has none
 */
export interface Reading {
  /** Number of the newest observation that it has. */
  readonly last: number;
  /** Rows as arrays of plain values: BIGINT as bigint, TIMESTAMP as microseconds (bigint). */
  rows(sql: string, parameters?: readonly Parameter[]): Promise<readonly (readonly unknown[])[]>;
  /**
   * The columns of a result, typed where they have numbers: DOUBLE as Float64Array (NaN for NULL), BIGINT and
   * TIMESTAMP (microseconds) as Float64Array, smaller whole numbers as Float64Array, texts as arrays.
   */
  columns(
    sql: string,
    parameters?: readonly Parameter[],
  ): Promise<{
    count: number;
    columns: readonly (Float64Array<ArrayBuffer> | readonly unknown[])[];
  }>;
  /**
   * SQL of a relation (to stand after FROM) that has at least every kept observation observed from `from` up to
   * `to`, both with, milliseconds since 1970, and numbered above `after`. It may have others: say so in WHERE too.
   * Observations that were accepted before the look was opened are all there, the newest too.
   */
  observations(window: { from: number; to: number; after?: number }): Promise<string>;
  /**
   * The newest image that knows nothing observed after `at`: of all observations up to `number`, and of none
   * beyond. Undefined where there is none: everything from the beginning must be looked at.
   */
  keyframe(at: number): Promise<{ image: TwinImage; number: number; until: number } | undefined>;
  /**
   * SQL of the minutes' counts: minute TIMESTAMP, source VARCHAR, kind VARCHAR, accepted BIGINT, refused BIGINT.
   * Refusals stand under kind ''.
   */
  readonly minutes: string;
  /** SQL of what happened: at TIMESTAMP, type VARCHAR, body VARCHAR (JSON of a `HistoryEvent`). */
  readonly events: string;
}

/** Opens a look, hands it to `work`, and closes it; interrupts its query when `signal` gives up. */
export type Look = <T>(work: (reading: Reading) => Promise<T>, signal?: AbortSignal) => Promise<T>;
