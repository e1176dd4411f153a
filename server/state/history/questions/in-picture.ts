import { absentAfter } from "../../../../shared/entity.ts";
import type { Columns } from "../../columns.ts";
import { interval } from "../../rhythm.ts";

/** Whether an entity is heard as of a moment, by the sources' clocks: it has a kind and was not silent for too long. */
export function isHeard(columns: Columns, handle: number, at: number): boolean {
  const kind = columns.kind(handle);
  if (kind === undefined) return false;
  const silence = at - (columns.sourceAt[handle] as number);
  return silence <= absentAfter(kind, interval(columns, handle)) * 1000;
}

/** Whether it was in the picture: heard, and with a place. */
export function inPicture(columns: Columns, handle: number, at: number): boolean {
  return !Number.isNaN(columns.longitudes[handle]) && isHeard(columns, handle, at);
}
