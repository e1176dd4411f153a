import { type ReadRecordingOptions, readRecording } from "./read-recording.ts";
import { isFault } from "./recording-entry.ts";

/** What a recording holds. */
export interface RecordingFacts {
  readonly format: string;
  readonly records: number;
  /** First and last moment, milliseconds of its own time. */
  readonly from: number;
  readonly to: number;
  /** How far, in milliseconds, a record stands behind one that is later. */
  readonly disorder: number;
}

/** Reads a recording through once. Throws an Error where it holds nothing that could be played. */
export async function surveyRecording(options: ReadRecordingOptions): Promise<RecordingFacts> {
  let records = 0;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let disorder = 0;
  for await (const block of readRecording({ ...options, timesOnly: true })) {
    for (const entry of block) {
      if (isFault(entry) || Number.isNaN(entry.at)) continue;
      records++;
      if (entry.at < from) from = entry.at;
      if (entry.at > to) to = entry.at;
      else if (to - entry.at > disorder) disorder = to - entry.at;
    }
  }
  if (records === 0) throw new Error("holds no record with a time that can be read");
  return { format: options.format, records, from, to, disorder };
}
