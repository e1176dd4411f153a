import { type EntityKind, staleAfter } from "../../../shared/entity.ts";

/** Bucket starts in which something was said (milliseconds since 1970, ascending), and how often. */
export interface SaidTimes {
  readonly at: readonly number[];
  readonly count: readonly number[];
}

/**
 * Milliseconds between two buckets from which on nothing was said between them for longer than is usual: a gap. It
 * is one where the silence was surely longer than what makes such an entity stale in the live picture.
 */
export function gapBetween(kind: EntityKind, every: number, said: SaidTimes): number {
  return (every + staleAfter(kind, intervalOf(every, said))) * 1_000;
}

/** Seconds from one saying to the next; NaN where there is no telling. */
function intervalOf(every: number, { at, count }: SaidTimes): number {
  if (at.length < 2) return Number.NaN;
  const steps = at.slice(1).map((time, place) => (time - (at[place] as number)) / 1_000);
  const usual = steps.sort((a, b) => a - b)[steps.length >> 1] as number;
  if (usual > every) return usual;
  const sum = count.reduce((all, each) => all + each, 0);
  return (every * at.length) / Math.max(1, sum);
}
