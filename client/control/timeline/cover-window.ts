import type { Activity } from "../../../shared/history.ts";
import type { TimeWindow } from "./time-window.ts";

/** A part of what is known of the activity: from one moment to another. */
export interface ActivityPiece extends TimeWindow {
  readonly activity: Activity;
}

/**
 * Covers a window with what is known, each moment once: of those that know it the first in the list. In order
 * of time; what nobody knows is left out.
 */
export function coverWindow(window: TimeWindow, known: readonly Activity[]): ActivityPiece[] {
  const pieces: ActivityPiece[] = [];
  let open: readonly TimeWindow[] = [window];
  for (const activity of known) {
    const left: TimeWindow[] = [];
    for (const hole of open) {
      const from = Math.max(hole.from, activity.from);
      const to = Math.min(hole.to, activity.to);
      if (from >= to) {
        left.push(hole);
        continue;
      }
      pieces.push({ activity, from, to });
      if (hole.from < from) left.push({ from: hole.from, to: from });
      if (to < hole.to) left.push({ from: to, to: hole.to });
    }
    open = left;
  }
  return pieces.sort((a, b) => a.from - b.from);
}

/** The first bucket of a piece, and the one after its last. */
export function bucketsOf({ activity, from, to }: ActivityPiece): [first: number, end: number] {
  const each = activity.step * 1_000;
  const first = Math.max(0, Math.floor((from - activity.from) / each));
  const end = Math.min(activity.accepted.length, Math.ceil((to - activity.from) / each));
  return [first, end];
}
