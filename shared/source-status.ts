import type { Provenance } from "./entity.ts";

/** What a source is doing. `waiting`: up, and nothing has come yet. */
export type SourceState = "starting" | "waiting" | "flowing" | "retrying" | "ended" | "failed";

/** One entry of `GET /api/sources`. */
export interface SourceStatus {
  /** Name of the feed: `http`, `mqtt`, `replay:trains`. */
  readonly id: string;
  readonly format: string;
  /** The most that the feed can claim; a record may claim less. */
  readonly provenance: Provenance;
  /** What its accepted records of the last minute were, in the order of PROVENANCES; empty where none came. */
  readonly provenances: readonly Provenance[];
  readonly state: SourceState;
  /** What a person should know: where it listens, why it retries. */
  readonly note: string;
  /** received = accepted + refused. */
  readonly received: number;
  readonly accepted: number;
  readonly refused: number;
  /** Accepted a second, over the last ten seconds. */
  readonly rate: number;
  /** Milliseconds since 1970; absent before the first. */
  readonly lastReceivedAt?: number;
  /**
   * Of a recording: its own time now, how fast it runs, and what part of it has run. Times are
   * milliseconds since 1970, or since its own start where it counts from 0.
   */
  readonly recording?: {
    readonly at: number;
    readonly speed: number;
    readonly from: number;
    readonly to: number;
    readonly looped: boolean;
    /** Seconds it has fallen behind because what follows could not take it faster. */
    readonly heldBack: number;
  };
}
