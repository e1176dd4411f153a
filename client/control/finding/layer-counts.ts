import {
  ENTITY_KINDS,
  type EntityKind,
  PROVENANCES,
  type Provenance,
} from "../../../shared/entity.ts";
import type { CensusRow } from "../../../shared/spatial.ts";
import type { StoreCounts } from "../../twin/counts.ts";

/** How many there are of something, in the whole city and in view. */
export interface LayerCount {
  readonly total: number;
  readonly stale: number;
  /** When the newest of them was observed, milliseconds since 1970; undefined where it is not known. */
  readonly newest: number | undefined;
  readonly inView: number;
  /** Of those in view, not drawn as their source is hidden. */
  readonly hidden: number;
  /** How they came to be known, in the order of PROVENANCES. */
  readonly provenances: readonly Provenance[];
}

export interface SourceLayer extends LayerCount {
  readonly source: string;
}

export interface LayerCounts {
  readonly byKind: ReadonlyMap<EntityKind, LayerCount>;
  /** Those with the most entities first. */
  readonly bySource: readonly SourceLayer[];
  readonly total: number;
  /** Whether the whole city was counted; only what is in view where it was not. */
  readonly isOfCity: boolean;
}

type Sum = { -readonly [Name in keyof Omit<LayerCount, "provenances">]: LayerCount[Name] } & {
  readonly provenances: Set<Provenance>;
};

interface Tally {
  readonly byKind: Map<EntityKind, Sum>;
  readonly bySource: Map<string, Sum>;
}

/**
 * Puts together what the server counts in the whole city and what this page has in view. Without the
 * server's census (it has told none yet), the counts are those in view.
 */
export function layerCounts(
  census: readonly CensusRow[] | undefined,
  view: StoreCounts,
  hiddenSources: ReadonlySet<string>,
): LayerCounts {
  const tally = census === undefined ? tallyOfView(view) : tallyOfCity(census);
  addView(tally, view, hiddenSources);
  const sources = [...tally.bySource].map(([source, sum]) => ({ ...counted(sum), source }));
  return {
    byKind: new Map([...tally.byKind].map(([kind, sum]) => [kind, counted(sum)])),
    bySource: sources.sort((a, b) => b.total - a.total || (a.source < b.source ? -1 : 1)),
    total: sources.reduce((sum, { total }) => sum + total, 0),
    isOfCity: census !== undefined,
  };
}

function tallyOfCity(census: readonly CensusRow[]): Tally {
  const tally: Tally = { byKind: new Map(), bySource: new Map() };
  for (const row of census) {
    const kind = ENTITY_KINDS[row.kind];
    if (kind === undefined) continue;
    for (const sum of [entry(tally.bySource, row.source, none), entry(tally.byKind, kind, none)]) {
      sum.provenances.add(row.provenance);
      sum.total += row.total;
      sum.stale += row.stale;
      sum.newest = Math.max(sum.newest ?? row.newest, row.newest);
    }
  }
  return tally;
}

function tallyOfView(view: StoreCounts): Tally {
  const tally: Tally = { byKind: new Map(), bySource: new Map() };
  for (const [kind, { total, stale }] of view.byKind)
    tally.byKind.set(kind, { ...none(), total, stale });
  for (const [source, { total, stale, newest, provenance }] of view.bySource) {
    const provenances = new Set([provenance]);
    tally.bySource.set(source, { ...none(), total, stale, newest, provenances });
  }
  return tally;
}

/** Adds how many are in view, and how many of those are hidden with their source. */
function addView(tally: Tally, view: StoreCounts, hiddenSources: ReadonlySet<string>): void {
  for (const [source, { total, byKind, provenance }] of view.bySource) {
    const isHidden = hiddenSources.has(source);
    const ofSource = entry(tally.bySource, source, none);
    ofSource.provenances.add(provenance);
    ofSource.inView += total;
    ofSource.hidden += isHidden ? total : 0;
    for (const [place, kind] of ENTITY_KINDS.entries()) {
      const count = byKind[place] ?? 0;
      if (count === 0) continue;
      const ofKind = entry(tally.byKind, kind, none);
      ofKind.provenances.add(provenance);
      ofKind.inView += count;
      ofKind.hidden += isHidden ? count : 0;
    }
  }
}

function none(): Sum {
  return { total: 0, stale: 0, newest: undefined, inView: 0, hidden: 0, provenances: new Set() };
}

function counted({ provenances, ...sum }: Sum): LayerCount {
  return { ...sum, provenances: PROVENANCES.filter((each) => provenances.has(each)) };
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, fresh: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = fresh();
  map.set(key, made);
  return made;
}
