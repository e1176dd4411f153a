import { type ReadRecordingOptions, readRecording } from "./read-recording.ts";
import { isFault, type RecordingEntry, type RecordingFault } from "./recording-entry.ts";

/**
 * All entries of a recording in order of time; what cannot be read comes first, and records of one
 * moment stay as they stood. Throws an Error where they are more than `recordingSortBytes`.
 */
export async function sortRecording(
  options: ReadRecordingOptions,
): Promise<readonly (RecordingEntry | RecordingFault)[]> {
  const most = options.limits.recordingSortBytes;
  const faults: RecordingFault[] = [];
  const entries: RecordingEntry[] = [];
  let bytes = 0;
  for await (const block of readRecording(options)) {
    for (const entry of block) {
      if (isFault(entry)) faults.push(entry);
      else entries.push(entry);
      bytes += isFault(entry) ? entry.fault.length : entry.text.length;
    }
    if (bytes > most) {
      throw new Error(
        `is not in order of time and larger than ${most} bytes, the most that is sorted here ` +
          "(recordingSortBytes): sort it by time first",
      );
    }
  }
  const key = ({ at }: RecordingEntry) => (Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at);
  entries.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return [...faults, ...entries];
}
