import Flatbush from "flatbush";
import { boundsOf, footprintArea, sharedArea } from "./overlap.ts";
import type { SideBuilding } from "./side.ts";

/** Share of both together that two footprints must have in common to be one building with a new id. */
const SAME_PLACE = 0.5;
/** Share of the smaller one from which a building stands where another one stood. */
const STANDS_WHERE = 0.1;

/** Two buildings that are one. */
export interface Match {
  readonly before: SideBuilding;
  readonly after: SideBuilding;
  /** Whether its id survived. */
  readonly by: "id" | "place";
  /** What the two footprints share, of both together: 1 where they are the same. */
  readonly overlap: number;
}

/** A building that is on one side only. */
export interface Unmatched {
  readonly building: SideBuilding;
  /** Those of the other side that stand, or stood, in its place, with the share of this one's footprint. */
  readonly instead: readonly { readonly id: string; readonly share: number }[];
}

export interface Matching {
  readonly matches: readonly Match[];
  readonly removed: readonly Unmatched[];
  readonly added: readonly Unmatched[];
}

/**
 * Finds each building again: by its id; where that did not survive, by its place, the pairs that overlap
 * most first and each building in one pair at most.
 */
export function matchBuildings(
  before: readonly SideBuilding[],
  after: readonly SideBuilding[],
): Matching {
  const byId = new Map(after.map((building) => [building.id, building]));
  const matches: Match[] = [];
  const gone: SideBuilding[] = [];
  for (const building of before) {
    const again = byId.get(building.id);
    if (again === undefined) gone.push(building);
    else {
      byId.delete(building.id);
      const overlap = overlapOf(building, again);
      matches.push({ before: building, after: again, by: "id", overlap });
    }
  }
  const come = [...byId.values()];
  const pairs = touching(gone, come);
  const taken = new Set<SideBuilding>();
  for (const { a, b, overlap } of pairs.toSorted(byOverlap)) {
    if (overlap < SAME_PLACE || taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    matches.push({ before: a, after: b, by: "place", overlap });
  }
  const left = (one: SideBuilding) => !taken.has(one);
  const instead = insteadOf([
    ...pairs,
    ...touching(
      gone.filter(left),
      matches.map((m) => m.after),
    ),
    ...touching(
      matches.map((m) => m.before),
      come.filter(left),
    ),
  ]);
  return {
    matches,
    removed: gone.filter(left).map((building) => ({ building, instead: instead(building) })),
    added: come.filter(left).map((building) => ({ building, instead: instead(building) })),
  };
}

interface Pair {
  readonly a: SideBuilding;
  readonly b: SideBuilding;
  readonly shared: number;
  readonly overlap: number;
}

/** All pairs whose footprints share ground. */
function touching(before: readonly SideBuilding[], after: readonly SideBuilding[]): Pair[] {
  const placed = after.filter(({ footprint }) => footprint.length > 0);
  if (placed.length === 0) return [];
  const index = new Flatbush(placed.length);
  for (const { footprint } of placed) index.add(...boundsOf(footprint));
  index.finish();
  return before.flatMap((a) => {
    if (a.footprint.length === 0) return [];
    return index.search(...boundsOf(a.footprint)).flatMap((place): Pair[] => {
      const b = placed[place] as SideBuilding;
      const shared = sharedArea(a.footprint, b.footprint);
      return shared > 0 ? [{ a, b, shared, overlap: ofBoth(a, b, shared) }] : [];
    });
  });
}

function overlapOf(a: SideBuilding, b: SideBuilding): number {
  if (a.footprint.length === 0 && b.footprint.length === 0) return 1;
  return ofBoth(a, b, sharedArea(a.footprint, b.footprint));
}

function ofBoth(a: SideBuilding, b: SideBuilding, shared: number): number {
  const all = footprintArea(a.footprint) + footprintArea(b.footprint) - shared;
  return all > 0 ? Math.min(1, shared / all) : 0;
}

/** Most first; among equals always in one order. */
function byOverlap(p: Pair, q: Pair): number {
  if (p.overlap !== q.overlap) return q.overlap - p.overlap;
  return `${p.a.id} ${p.b.id}` < `${q.a.id} ${q.b.id}` ? -1 : 1;
}

/** Of each building, which of the other side it shares ground with. */
function insteadOf(pairs: readonly Pair[]): (building: SideBuilding) => Unmatched["instead"] {
  const known = new Map<SideBuilding, Map<string, number>>();
  const note = (one: SideBuilding, other: SideBuilding, shared: number) => {
    const share = shared / footprintArea(one.footprint);
    if (!(share >= STANDS_WHERE)) return;
    known.set(one, (known.get(one) ?? new Map<string, number>()).set(other.id, share));
  };
  for (const { a, b, shared } of pairs) {
    note(a, b, shared);
    note(b, a, shared);
  }
  return (building) =>
    [...(known.get(building) ?? [])]
      .map(([id, share]) => ({ id, share: Math.round(1_000 * share) / 1_000 }))
      .sort((p, q) => q.share - p.share || (p.id < q.id ? -1 : 1));
}
