import { type Columns, MOMENTS } from "./columns.ts";

/*
 * How often an entity speaks. Kept as the newest four different moments of its statements, which are
 * the same whatever order the statements came in; an average over all gaps would not be.
 */

/** Takes a moment in, if it is among the newest; tells whether it is the newest of all. */
export function noteMoment(columns: Columns, handle: number, at: number): boolean {
  const { moments } = columns;
  const first = handle * MOMENTS;
  const end = first + MOMENTS;
  let place = first;
  while (place < end && (moments[place] as number) > at) place++;
  if (place === end || moments[place] === at) return false;
  moments.copyWithin(place + 1, place, end - 1);
  moments[place] = at;
  return place === first;
}

/** Seconds: the longest gap between the newest moments; NaN while only one is known. */
export function interval(columns: Columns, handle: number): number {
  let longest = Number.NaN;
  for (let i = handle * MOMENTS; i < handle * MOMENTS + MOMENTS - 1; i++) {
    const gap = ((columns.moments[i] as number) - (columns.moments[i + 1] as number)) / 1000;
    if (!Number.isFinite(gap)) break;
    longest = Number.isNaN(longest) ? gap : Math.max(longest, gap);
  }
  return longest;
}
