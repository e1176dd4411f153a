import type { RecordingFacts } from "./survey-recording.ts";

/** What a recording's worker is asked, one at a time. */
export type RecordingRequest = "open" | "next" | "rewind";

/** A part of a recording, in its order. */
export interface RecordingBatch {
  /** When each record was observed, milliseconds of the recording's own time; NaN where it does not tell. */
  readonly times: Float64Array;
  /** The records as a JSON array. */
  readonly text: string;
  /** What could not be read. */
  readonly faults: readonly string[];
}

export type RecordingAnswer =
  | { readonly type: "opened"; readonly facts: RecordingFacts }
  | ({ readonly type: "batch" } & RecordingBatch)
  | { readonly type: "ended" }
  | { readonly type: "rewound" }
  /** `reason` goes on from the file's name: "is empty". */
  | { readonly type: "failed"; readonly reason: string };
