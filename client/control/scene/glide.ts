import { type EntityKind, KIND_TRAITS, staleAfter } from "../../../shared/entity.ts";

/** Seconds that a glide to a new fix takes, at least and at most. */
const SHORTEST = 0.2;
const LONGEST = 30;
/** A fix farther off than this many times the fastest way there is jumped to. */
const JUMP = 2;
/** A glide takes a little longer than the usual interval, so that a fix that is late does not stop it. */
const STRETCH = 1.1;

export interface NewFix {
  readonly kind: EntityKind;
  /** Seconds between its observations, NaN while unknown; and as they were known at the fix before. */
  readonly interval: number;
  readonly intervalBefore: number;
  /** Seconds from the fix before to this one; NaN where there was none. */
  readonly gap: number;
  /** Metres. */
  readonly way: number;
  /** Seconds of the city from one picture of it to the next, where that is so long that fixes between are not seen; else 0. */
  readonly sparse: number;
}

/**
 * Seconds of the city in which an entity glides to a new fix, 0 to jump: over a time in which nothing was known of
 * it, back in time, and where nothing could have come.
 */
export function glide({ kind, interval, intervalBefore, gap, way, sparse }: NewFix): number {
  const { usualInterval, maximumSpeed } = KIND_TRAITS[kind];
  const usual = Number.isNaN(interval) ? usualInterval : interval;
  // By the rhythm that it had: the silence itself has slowed the one that is known now.
  if (gap < 0 || gap > Math.max(staleAfter(kind, intervalBefore), 2 * sparse)) return 0;
  const rhythm = sparse > 0 && gap > 0 ? gap : usual;
  if (way > JUMP * maximumSpeed * Math.max(rhythm, 1)) return 0;
  const longest = Math.max(LONGEST, 2 * sparse);
  return Math.min(longest, Math.max(SHORTEST, STRETCH * rhythm));
}
