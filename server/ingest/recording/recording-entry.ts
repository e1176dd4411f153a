/**
 * One record of a recording: when it was observed, and the record as JSON. Who plays it says when
 * it is observed now, so `text` may leave that out.
 */
export interface RecordingEntry {
  /** Milliseconds of the recording's own time; NaN where the record does not tell a good one. */
  readonly at: number;
  readonly text: string;
}

/** A part of a recording that cannot be read: where, and what is wrong with it. */
export interface RecordingFault {
  readonly fault: string;
}

export function isFault(entry: RecordingEntry | RecordingFault): entry is RecordingFault {
  return "fault" in entry;
}
