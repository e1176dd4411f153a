import type { SourceStatus } from "../../shared/source-status.ts";
import { formatElapsed, formatTime } from "../ui/format-time.ts";

/**
 * The time that a recording is at now, milliseconds since 1970: what the server said at `askedAt`
 * (our clock), run on since then.
 */
export function recordingTime(source: SourceStatus, askedAt: number, now = Date.now()): number {
  const { recording, state } = source;
  if (recording === undefined) return Number.NaN;
  if (state !== "flowing") return recording.at;
  const ran = Math.max(0, now - askedAt) * recording.speed;
  return Math.min(recording.to, recording.at + ran);
}

/** Recordings whose times end before this count from their own start: no feed is that old. */
const FIRST_REAL_TIME = Date.UTC(1980, 0, 1);

/** A recording's time in figures: a date and time, or the time since its start where it has no date. */
export function formatRecordingTime(
  { to }: { readonly to: number },
  at: number,
  detail: "minute" | "second",
): string {
  return to < FIRST_REAL_TIME ? formatElapsed(at) : formatTime(at, detail);
}
