import type { RosterEntry } from "../../shared/protocol.ts";
import type { Columns } from "./columns.ts";
import { interval } from "./rhythm.ts";

/** Who an entity of a twin is, as pages are told. */
export function rosterEntry(columns: Columns, handle: number): RosterEntry {
  const rhythm = interval(columns, handle);
  const who = [
    handle,
    columns.ids[handle] as string,
    columns.kinds[handle] as number,
    columns.provenances[handle] as number,
    columns.sources[handle] as string,
    columns.names[handle] ?? "",
  ] as const;
  return Number.isNaN(rhythm) ? who : [...who, rhythm];
}
