import { ENTITY_KINDS, PROVENANCES, type Provenance } from "../../../shared/entity.ts";
import type { CensusRow } from "../../../shared/spatial.ts";
import type { EntityTable } from "./entity-table.ts";

/** Counts the live picture by kind, source and provenance. @param sources names by their numbers */
export function census(
  table: EntityTable,
  sources: readonly string[],
  now: number,
): readonly CensusRow[] {
  const rows = new Map<number, { -readonly [Name in keyof CensusRow]: CensusRow[Name] }>();
  for (let handle = 0; handle < table.end; handle++) {
    if (table.present[handle] !== 1) continue;
    const kind = table.kinds[handle] as number;
    const source = table.sources[handle] as number;
    const provenance = table.provenances[handle] as number;
    const key = (source * PROVENANCES.length + provenance) * ENTITY_KINDS.length + kind;
    let row = rows.get(key);
    if (row === undefined) {
      const named = PROVENANCES[provenance] as Provenance;
      row = {
        kind,
        source: sources[source] ?? "",
        provenance: named,
        total: 0,
        stale: 0,
        newest: 0,
      };
      rows.set(key, row);
    }
    row.total++;
    if (now > (table.staleAt[handle] as number)) row.stale++;
    row.newest = Math.max(row.newest, table.heardAt[handle] as number);
  }
  return [...rows.values()].sort(
    (a, b) => a.kind - b.kind || compare(a.source, b.source) || compare(a.provenance, b.provenance),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
