import type { Bbox } from "../../../shared/cell.ts";
import type { EntityKind } from "../../../shared/entity.ts";
import type {
  Activity,
  EntityCourse,
  EntityHistory,
  EntityTrips,
  EventType,
  Heat,
  HistoryEvents,
  HistoryPage,
  SourcesThen,
} from "../../../shared/history.ts";
import type { TwinImage } from "../twin-image.ts";
import type { StatementColumns } from "./statement-columns.ts";

/** Which observations are asked for. Times are milliseconds since 1970, `to` not included. */
export interface ObservationQuery {
  readonly from: number;
  readonly to: number;
  readonly bbox?: Bbox;
  readonly kinds?: readonly EntityKind[];
  readonly ids?: readonly string[];
  readonly sources?: readonly string[];
  readonly limit: number;
  /** What `next` said of the page before. */
  readonly cursor?: string;
}

/** What a written answer is written as. "track": GeoJSON, of each entity its ways as LineStrings with times. */
export type TextFormat = "json" | "csv" | "geojson" | "track";

/**
 * All that the thread of history can be asked, with its answers. Every answer can also be a `Problem`. A `-text`
 * question is answered with bytes that are ready to be sent, so that the main thread has nothing to write.
 */
export interface Questions {
  /** The city as of T: all registers by what was observed up to and with `at`. */
  "as-of": { question: { at: number }; answer: { image: TwinImage; at: number } };
  /** The same as a GeoJSON FeatureCollection of `EntityState`s, or as roster and frame (shared/city-frame.ts). */
  "as-of-bytes": {
    question: {
      at: number;
      format: "geojson" | "frame";
      bbox?: Bbox;
      kinds?: readonly EntityKind[];
    };
    answer: { bytes: Uint8Array; entities: number };
  };
  /**
   * Observed after `after`, up to and with `until`, in order of `observedAt`, at most `limit` rows. Where more
   * would come, `until` of the answer says up to when (with) it is whole.
   */
  range: {
    question: { after: number; until: number; limit: number };
    answer: { statements: StatementColumns; until: number };
  };
  entity: { question: ObservationQuery & { id: string }; answer: EntityHistory };
  /** In buckets of `every` seconds. */
  course: {
    question: { id: string; from: number; to: number; every: number };
    answer: EntityCourse;
  };
  /** The same, written; both "geojson" and "track" are its ways. `rows` counts buckets. */
  "course-text": {
    question: { id: string; from: number; to: number; every: number; format: TextFormat };
    answer: { bytes: Uint8Array; rows: number };
  };
  trips: { question: { id: string; at: number }; answer: EntityTrips };
  observations: { question: ObservationQuery; answer: HistoryPage };
  /** The same, written; `next` where there is more. */
  "observations-text": {
    question: ObservationQuery & { format: TextFormat };
    answer: { bytes: Uint8Array; next?: string; rows: number };
  };
  /** Written as a Parquet file that the asker deletes when it is sent. */
  "observations-parquet": {
    question: ObservationQuery;
    answer: { file: string; next?: string; rows: number };
  };
  activity: {
    question: { from: number; to: number; step: number; source?: string };
    answer: Activity;
  };
  events: {
    question: {
      from: number;
      to: number;
      types?: readonly EventType[];
      limit: number;
      /** Newest first where "descending". */
      order: "ascending" | "descending";
    };
    answer: HistoryEvents;
  };
  sources: { question: { at: number }; answer: SourcesThen };
  heat: {
    question: { from: number; to: number; bbox: Bbox; kinds?: readonly EntityKind[] };
    answer: Heat;
  };
}

export type QuestionName = keyof Questions;
export type Question<N extends QuestionName> = Questions[N]["question"];
export type Answer<N extends QuestionName> = Questions[N]["answer"];

/** Asks the thread of history; resolves to a `Problem` where it cannot answer, or `signal` gave up. */
export type Ask = <N extends QuestionName>(
  name: N,
  question: Question<N>,
  signal?: AbortSignal,
) => Promise<Answer<N> | import("../../../shared/problem.ts").Problem>;
