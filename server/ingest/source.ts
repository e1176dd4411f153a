import type { Provenance } from "../../shared/entity.ts";
import type { Receipt } from "../../shared/observation.ts";
import type { Problem } from "../../shared/problem.ts";
import type { SourceStatus } from "../../shared/source-status.ts";

/** One feed: where observations come from, and how it is doing. */
export interface Source {
  readonly id: string;
  /** Resolves when up; rejects with an Error whose message is one clear line. */
  start(): Promise<void>;
  /** Resolves when nothing more will be delivered. */
  stop(): Promise<void>;
  status(): SourceStatus;
}

/** A feed's way in; handed out by `Intake.open`. */
export interface Channel {
  /**
   * Takes decoded JSON records of any shape; resolves when all were judged and handed on, which is
   * the back-pressure. `source` names who says it where a record does not; else it is the feed.
   * Rejects where what was accepted could not be handed on: those records count as refused, and may
   * be sent again.
   */
  deliver(records: readonly unknown[], source?: string): Promise<Receipt>;
  /** Counts input that could not even be decoded as one received, one refused. */
  refuse(refusal: Problem): void;
  /** The feed jumped (a recording began again): forget plausibility memory of its entities. */
  discontinuity(): void;
  tally(): Tally;
}

/** What came by a channel; received = accepted + refused, always. */
export interface Tally {
  readonly received: number;
  readonly accepted: number;
  readonly refused: number;
  /** Accepted a second, over the last ten seconds. */
  readonly rate: number;
  /** What was accepted lately, by how it was come by; see `SourceStatus`. */
  readonly provenances: readonly Provenance[];
  /** Milliseconds since 1970; absent before the first. */
  readonly lastReceivedAt?: number;
}

/** A refusal kept to be looked at. */
export interface RecentRefusal {
  /** Milliseconds since 1970 by our clock. */
  readonly at: number;
  /** Name of the feed. */
  readonly source: string;
  readonly code: string;
  readonly message: string;
  /** Id of the entity, where the record had one. */
  readonly entity?: string;
}
