import type { Bbox } from "./cell.ts";
import type { EntityKind, Provenance } from "./entity.ts";
import type { Motion, Position } from "./observation.ts";
import type { Problem } from "./problem.ts";

/*
 * What is kept of the past, as HTTP gives it. Times are milliseconds since 1970 where they are numbers, ISO 8601
 * in UTC where they are texts. "As of T" is the city of all that was observed up to T, by the sources' clocks.
 */

/** One kept observation. */
export interface KeptObservation {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name?: string;
  readonly source: string;
  readonly provenance: Provenance;
  readonly observedAt: string;
  readonly receivedAt: string;
  readonly position?: Position;
  readonly motion?: Motion;
  readonly values?: Readonly<Record<string, number>>;
}

/** `GET /api/entities/{id}/history?from&to` without `every`: oldest first. */
export interface EntityHistory {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly observations: readonly KeptObservation[];
  /** Cursor of what follows; absent at the end. */
  readonly next?: string;
}

/** Least, mean and greatest of a number within a bucket. */
export type Spread = readonly [min: number, mean: number, max: number];

/** `GET /api/entities/{id}/history?from&to&every`: one bucket for each stretch in which something was said. */
export interface EntityCourse {
  readonly id: string;
  readonly kind: EntityKind;
  readonly from: string;
  readonly to: string;
  /** Seconds of a bucket; they begin at whole multiples since 1970. */
  readonly every: number;
  /** Bucket starts, ascending; a bucket in which nothing was said is not there: a gap. */
  readonly at: readonly number[];
  readonly count: readonly number[];
  /** Of each bucket the last position said; null where none was. */
  readonly positions: readonly (
    | [longitude: number, latitude: number, height: number | null]
    | null
  )[];
  readonly speed: readonly (Spread | null)[];
  readonly values: Readonly<Record<string, readonly (Spread | null)[]>>;
}

/** `GET /api/entities/{id}/trips?at=`: the way it was on at a moment, and those before and after. */
export interface EntityTrips {
  readonly id: string;
  /** Ascending: it stood, or said nothing, for `TRIP_PAUSE` before and after each. */
  readonly trips: readonly {
    readonly from: number;
    readonly to: number;
    readonly metres: number;
  }[];
}

/** `GET /api/history/query`. */
export interface HistoryPage {
  readonly observations: readonly KeptObservation[];
  readonly next?: string;
}

/** What is worth going to: told by `GET /api/history/events`. The list grows with what the city notices. */
export const EVENT_TYPES = ["crossing", "source-silent", "source-back", "start", "stop"] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface HistoryEvent {
  readonly at: number;
  readonly type: EventType;
  /** Who or what it is about: an entity, a region, a source; absent where it is the city. */
  readonly entity?: string;
  readonly entityName?: string;
  readonly region?: string;
  readonly regionName?: string;
  readonly source?: string;
  readonly provenance?: Provenance;
  /** Of a crossing: "enter" or "leave". */
  readonly detail?: string;
  readonly position?: Position;
}

/** `GET /api/history/events?from&to&types&limit&order`. */
export interface HistoryEvents {
  readonly events: readonly HistoryEvent[];
  readonly more: boolean;
}

/** Widths of a bar of activity that can be asked for, seconds. */
export const ACTIVITY_STEPS = [60, 300, 900, 3_600, 21_600, 86_400] as const;

/** `GET /api/history/activity?from&to&step`: how much was said, bucket by bucket from `from`. */
export interface Activity {
  readonly from: number;
  readonly to: number;
  /** Seconds. */
  readonly step: number;
  /** Observations, refusals, events, of each bucket. */
  readonly accepted: readonly number[];
  readonly refused: readonly number[];
  readonly events: readonly number[];
  /** Where the whole city said nothing, or a source did not that did before and after. */
  readonly gaps: readonly {
    readonly from: number;
    readonly to: number;
    readonly source?: string;
  }[];
}

/** `GET /api/history/sources?at=`: how the data was as of a moment. */
export interface SourcesThen {
  readonly at: number;
  readonly sources: readonly {
    readonly source: string;
    readonly provenances: readonly Provenance[];
    readonly entities: number;
    readonly stale: number;
    readonly lastObservedAt: number;
    /** Accepted and refused in the minute of `at`. */
    readonly accepted: number;
    readonly refused: number;
  }[];
}

/** `GET /api/history/heat?kinds&from&to&bbox`: where a kind was, in squares of the city. */
export interface Heat {
  readonly from: number;
  readonly to: number;
  readonly bbox: Bbox;
  /** Degrees of a square. */
  readonly stepLongitude: number;
  readonly stepLatitude: number;
  /** Of each square that has any, from the bbox's south-west corner: column, row, entity-minutes spent in it. */
  readonly squares: readonly (readonly [column: number, row: number, minutes: number])[];
  readonly entities: number;
}

/** How long and how much is kept of a kind, a source, or both; of everything where neither is said. */
export interface RetentionRule {
  readonly kind?: EntityKind;
  readonly source?: string;
  /** Days by `observedAt` after which it goes; kept for good where absent. */
  readonly days?: number;
  /** Bytes of it that are kept, the newest; any where absent. */
  readonly bytes?: number;
}

/** What is done with whole hours that go: deleted, or moved to a folder beside the archive. */
export interface Retention {
  readonly rules: readonly RetentionRule[];
  readonly exportBeforeDelete: boolean;
  /** How much of what was moved there is kept; all of it for good where absent. */
  readonly exported?: Pick<RetentionRule, "days" | "bytes">;
}

/** `GET /api/history`. */
export interface HistoryStatus {
  /** `refusing`: what comes cannot be kept and is refused; the live view goes on. */
  readonly state: "starting" | "keeping" | "refusing" | "failed";
  /** What a person should know: repairs at the start, gaps, a full disk. */
  readonly notes: readonly Problem[];
  /** From when to when something is kept; absent while nothing is. */
  readonly range?: readonly [from: number, to: number];
  readonly observations: number;
  readonly bytes: { readonly hot: number; readonly compacted: number; readonly exported: number };
  /** By kind and source, what is compacted; bytes are shared out by rows. */
  readonly holdings: readonly {
    readonly kind: EntityKind;
    readonly source: string;
    readonly observations: number;
    readonly bytes: number;
    readonly from: number;
    readonly to: number;
  }[];
  readonly retention: Retention;
}

/** Rates a replay can run at: times real time; 0 stands still. */
export const REPLAY_RATES = [0, 1, 2, 5, 10, 30, 60, 120, 300, 600] as const;
/** Seconds of standing still or of silence that end a trip. */
export const TRIP_PAUSE = 300;
