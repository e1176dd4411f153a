import { absentAfter, ENTITY_KINDS, KIND_TRAITS } from "../../shared/entity.ts";
import type { Columns } from "./columns.ts";
import { interval } from "./rhythm.ts";

/** `absentAfter` is never less, milliseconds: most entities need no closer look. */
const SOONEST = 60_000;

/**
 * Whether a mover has not been heard for so long that it leaves the live picture. Heard by *our* clock:
 * a source whose clock is wrong looks old, but is not hidden.
 */
export function isAbsent(columns: Columns, handle: number, now: number): boolean {
  const silence = now - (columns.receivedAt[handle] as number);
  if (silence <= SOONEST) return false;
  const kind = ENTITY_KINDS[columns.kinds[handle] as number];
  if (kind === undefined || !KIND_TRAITS[kind].moves) return false;
  return silence > absentAfter(kind, interval(columns, handle)) * 1000;
}
