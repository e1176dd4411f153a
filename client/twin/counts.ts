import {
  ENTITY_KINDS,
  type EntityKind,
  PROVENANCES,
  type Provenance,
  staleAfter,
} from "../../shared/entity.ts";
import type { EntityColumns } from "./entity-columns.ts";

export interface KindCount {
  readonly total: number;
  readonly stale: number;
}

export interface SourceCount extends KindCount {
  /** Newest `observedAt` among its entities, milliseconds since 1970. */
  readonly newest: number;
  readonly provenance: Provenance;
  /** How many there are of each kind, by its place in ENTITY_KINDS. */
  readonly byKind: readonly number[];
}

export interface StoreCounts extends KindCount {
  readonly byKind: ReadonlyMap<EntityKind, KindCount>;
  readonly bySource: ReadonlyMap<string, SourceCount>;
}

/** Counts who is in the picture, and who of them is stale at `now` (ms since 1970). */
export function count(
  columns: EntityColumns,
  sources: readonly string[],
  now: number,
): StoreCounts {
  const byKind = new Map<EntityKind, { total: number; stale: number }>();
  const bySource = new Map<
    string,
    { total: number; stale: number; newest: number; provenance: Provenance; byKind: number[] }
  >();
  let total = 0;
  let stale = 0;
  for (let handle = 0; handle < columns.capacity; handle++) {
    const place = columns.kinds[handle] as number;
    const kind = ENTITY_KINDS[place];
    if (columns.present[handle] !== 1 || kind === undefined) continue;
    const observedAt = columns.observedAt[handle] as number;
    const late = (now - observedAt) / 1000 > staleAfter(kind, columns.intervals[handle] as number);
    total++;
    if (late) stale++;
    const ofKind = entry(byKind, kind, () => ({ total: 0, stale: 0 }));
    ofKind.total++;
    if (late) ofKind.stale++;
    const source = sources[columns.sources[handle] as number] ?? "";
    const provenance = PROVENANCES[columns.provenances[handle] as number] ?? "live";
    const ofSource = entry(bySource, source, () => ({
      ...{ total: 0, stale: 0, newest: 0, provenance },
      byKind: ENTITY_KINDS.map(() => 0),
    }));
    ofSource.total++;
    ofSource.byKind[place] = (ofSource.byKind[place] as number) + 1;
    if (late) ofSource.stale++;
    ofSource.newest = Math.max(ofSource.newest, observedAt);
  }
  return { total, stale, byKind, bySource };
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, fresh: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = fresh();
    map.set(key, value);
  }
  return value;
}
