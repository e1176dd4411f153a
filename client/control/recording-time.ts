import type { SourceStatus } from "../../shared/source-status.ts";

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
