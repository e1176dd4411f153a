import type { ActivityPiece } from "./cover-window.ts";
import type { TimeWindow } from "./time-window.ts";

/** What is known of the stretch about a moment. */
export interface Bucket extends TimeWindow {
  readonly accepted: number;
  readonly refused: number;
  readonly events: number;
  /** Nobody spoke at that moment. */
  readonly isGap: boolean;
  /** Who did not speak, and did before and after. */
  readonly silent: readonly string[];
}

/** The bucket that a moment is in; undefined where nothing is known. */
export function bucketAt(pieces: readonly ActivityPiece[], at: number): Bucket | undefined {
  const piece = pieces.find(({ from, to }) => at >= from && at < to);
  if (piece === undefined) return undefined;
  const { from, step, accepted, refused, events, gaps } = piece.activity;
  const each = step * 1_000;
  const index = Math.floor((at - from) / each);
  const about = gaps.filter((gap) => at >= gap.from && at < gap.to);
  return {
    from: from + index * each,
    to: from + (index + 1) * each,
    accepted: accepted[index] ?? 0,
    refused: refused[index] ?? 0,
    events: events[index] ?? 0,
    isGap: about.some(({ source }) => source === undefined),
    silent: [...new Set(about.flatMap(({ source }) => source ?? []))],
  };
}
