import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layerCounts } from "../../../client/control/finding/layer-counts.ts";
import type { StoreCounts } from "../../../client/twin/counts.ts";
import { ENTITY_KINDS } from "../../../shared/entity.ts";
import type { CensusRow } from "../../../shared/spatial.ts";

const NOBODY: StoreCounts = { total: 0, stale: 0, byKind: new Map(), bySource: new Map() };
const [SENSOR, , TRANSIT] = ENTITY_KINDS.keys();

function row(kind: number | undefined, source: string, total: number, rest = {}): CensusRow {
  return { kind: kind ?? 0, source, provenance: "live", total, stale: 0, newest: 10, ...rest };
}

describe("the counts of the layers", () => {
  const view: StoreCounts = {
    total: 5,
    stale: 1,
    byKind: new Map([["transit", { total: 5, stale: 1 }]]),
    bySource: new Map([
      ["a", { total: 3, stale: 0, newest: 8, provenance: "live", byKind: [0, 0, 3, 0, 0, 0] }],
      ["b", { total: 2, stale: 1, newest: 9, provenance: "recorded", byKind: [0, 0, 2, 0, 0, 0] }],
    ]),
  };

  it("are of the whole city, with what is in view and what is hidden beside it", () => {
    const census = [
      row(TRANSIT, "a", 30, { stale: 2, newest: 20 }),
      row(SENSOR, "a", 4),
      row(TRANSIT, "b", 50, { provenance: "recorded", newest: 15 }),
    ];
    const counts = layerCounts(census, view, new Set(["b"]));
    expect(counts.isOfCity).toBe(true);
    expect(counts.total).toBe(84);
    expect(counts.byKind.get("transit")).toEqual({
      ...{ total: 80, stale: 2, newest: 20, inView: 5, hidden: 2 },
      provenances: ["live", "recorded"],
    });
    expect(counts.byKind.get("sensor")).toMatchObject({ total: 4, inView: 0, hidden: 0 });
    expect(counts.bySource.map(({ source, total, hidden }) => [source, total, hidden])).toEqual([
      ["b", 50, 2],
      ["a", 34, 0],
    ]);
  });

  it("are of what is in view until the server has counted", () => {
    const counts = layerCounts(undefined, view, new Set());
    expect(counts).toMatchObject({ isOfCity: false, total: 5 });
    expect(counts.byKind.get("transit")).toMatchObject({ total: 5, stale: 1, inView: 5 });
    expect(counts.bySource.map(({ source, total, newest }) => [source, total, newest])).toEqual([
      ["a", 3, 8],
      ["b", 2, 9],
    ]);
  });

  it("tell every way of one source to know, the most real first", () => {
    const census = [
      row(TRANSIT, "a", 1, { provenance: "simulated" }),
      row(TRANSIT, "a", 1, { provenance: "live" }),
    ];
    expect(layerCounts(census, NOBODY, new Set()).bySource[0]?.provenances).toEqual([
      "live",
      "simulated",
    ]);
  });

  it("come to the same by kind and by source, whatever the census", () => {
    const rows = fc.array(
      fc.record({
        kind: fc.nat(ENTITY_KINDS.length - 1),
        source: fc.constantFrom("a", "b", "c", ""),
        provenance: fc.constantFrom("live", "recorded", "simulated"),
        total: fc.nat(1_000),
        stale: fc.nat(10),
        newest: fc.nat(),
      }),
    );
    fc.assert(
      fc.property(rows, (census) => {
        const { byKind, bySource, total } = layerCounts(census, NOBODY, new Set());
        const sum = (list: Iterable<{ total: number }>) =>
          [...list].reduce((all, each) => all + each.total, 0);
        const all = census.reduce((some, each) => some + each.total, 0);
        expect([sum(byKind.values()), sum(bySource), total]).toEqual([all, all, all]);
        const totals = bySource.map((each) => each.total);
        expect(totals).toEqual([...totals].sort((a, b) => b - a));
      }),
    );
  });
});
