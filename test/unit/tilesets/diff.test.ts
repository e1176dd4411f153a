import fc from "fast-check";
import type { MultiPolygon } from "geojson";
import { describe, expect, it } from "vitest";
import { CityPlane } from "../../../shared/city-plane.ts";
import { changeFeatures } from "../../../tilesets/diff/change-features.ts";
import { findChanges } from "../../../tilesets/diff/find-changes.ts";
import { type Match, matchBuildings } from "../../../tilesets/diff/match-buildings.ts";
import { footprintArea, sharedArea } from "../../../tilesets/diff/overlap.ts";
import type { SideBuilding } from "../../../tilesets/diff/side.ts";

const PLANE = new CityPlane({ longitude: 140.1, latitude: 35.6, height: 35 });

/** A house of 10 by 10 metres on a grid's square. */
function house(id: string, column: number, row: number, more: Partial<SideBuilding> = {}) {
  const [x, y] = [20 * column, 20 * row];
  const ring = [
    [x, y],
    [x + 10, y],
    [x + 10, y + 10],
    [x, y + 10],
  ] as const;
  return { id, footprint: [[ring]], height: 6, attributes: new Map(), ...more } as SideBuilding;
}

const town = fc
  .uniqueArray(fc.nat(200), { minLength: 1, maxLength: 40 })
  .map((squares) => squares.map((square) => house(`b${square}`, square % 15, (square / 15) | 0)));

function changed({ matches }: { matches: readonly Match[] }) {
  return matches.filter((match) => findChanges(match) !== undefined);
}

describe("two vintages of a city", () => {
  it("that are the same differ in nothing", () => {
    fc.assert(
      fc.property(town, (houses) => {
        const found = matchBuildings(houses, [...houses].reverse());
        expect(found.matches).toHaveLength(houses.length);
        expect(found.matches.every(({ by, overlap }) => by === "id" && overlap > 0.999)).toBe(true);
        expect([found.added, found.removed, changed(found)]).toEqual([[], [], []]);
      }),
    );
  });

  it("are matched by place where no id survived", () => {
    fc.assert(
      fc.property(town, (houses) => {
        const renamed = houses.map((each) => ({ ...each, id: `new-${each.id}` }));
        const found = matchBuildings(houses, renamed);
        expect(found.matches).toHaveLength(houses.length);
        for (const { by, before, after } of found.matches) {
          expect(by).toBe("place");
          expect(after.id).toBe(`new-${before.id}`);
        }
        expect(changed(found)).toEqual([]);
      }),
    );
  });

  it("account for every building on both sides, whichever way they differ", () => {
    fc.assert(
      fc.property(town, town, fc.nat(3), (before, after, renaming) => {
        const later = after.map((each, i) =>
          i % 4 < renaming ? { ...each, id: `new-${each.id}` } : each,
        );
        const { matches, added, removed } = matchBuildings(before, later);
        expect(matches.length + removed.length).toBe(before.length);
        expect(matches.length + added.length).toBe(later.length);
        expect(new Set(matches.map((match) => match.before.id)).size).toBe(matches.length);
        expect(new Set(matches.map((match) => match.after.id)).size).toBe(matches.length);
        // Who stood on the same square is the same, whatever it is called.
        const places = new Set(before.map(({ footprint }) => String(footprint)));
        const stayed = later.filter(({ footprint }) => places.has(String(footprint)));
        expect(matches).toHaveLength(stayed.length);
      }),
    );
  });

  it("tell what stands where a building stood", () => {
    const old = house("old", 0, 0);
    const parts = [0, 5].map((x) => {
      const ring = [
        [x, 0],
        [x + 4, 0],
        [x + 4, 10],
        [x, 10],
      ] as const;
      return { ...old, id: `part-${x}`, footprint: [[ring]] };
    });
    const { removed, added, matches } = matchBuildings([old], parts);
    expect(matches).toEqual([]);
    expect(removed[0]?.instead).toEqual([
      { id: "part-0", share: 0.4 },
      { id: "part-5", share: 0.4 },
    ]);
    expect(added.map(({ instead }) => instead)).toEqual([
      [{ id: "old", share: 1 }],
      [{ id: "old", share: 1 }],
    ]);
  });

  it("tell what changed of a building, with what it was", () => {
    const before = house("a", 0, 0, { attributes: new Map([["usage", "住宅"]]) });
    const taller = { ...before, height: 9, attributes: new Map([["usage", "事務所"]]) };
    const [match] = matchBuildings([before], [taller]).matches as [Match];
    expect(findChanges(match)).toEqual({
      height: { before: 6, after: 9 },
      attributes: [{ path: "usage", before: "住宅", after: "事務所" }],
    });
    const moved = house("a", 0.2, 0, { attributes: before.attributes });
    const [drawn] = matchBuildings([before], [moved]).matches as [Match];
    expect(findChanges(drawn)).toEqual({
      footprint: { before: 100, after: 100, overlap: 0.429 },
      attributes: [],
    });
  });

  it("do not count what each edition dates anew, nor what rounding does to a height", () => {
    const before = house("a", 0, 0, { attributes: new Map([["creationDate", "2023-03-21"]]) });
    const after = { ...before, height: 6.1, attributes: new Map([["creationDate", "2025-03-21"]]) };
    expect(changed(matchBuildings([before], [after]))).toEqual([]);
  });

  it("do not count what rounding to decimetres does to a small footprint", () => {
    const shed = (off: number): SideBuilding => ({
      ...house("shed", 0, 0),
      footprint: [
        [
          [
            [0, 0],
            [1.5 + off, 0],
            [1.5 + off, 1.5],
            [0, 1.5],
          ],
        ],
      ],
    });
    expect(changed(matchBuildings([shed(0)], [shed(0.05)]))).toEqual([]);
    expect(changed(matchBuildings([shed(0)], [shed(0.5)]))).toHaveLength(1);
  });

  it("compare of a folder and of files what both can tell", () => {
    const before = house("a", 0, 0, { attributes: new Map([["note", "x"]]) });
    const after = house("a", 0, 0, { attributes: new Map([["usage", "住宅"]]) });
    const [match] = matchBuildings([before], [after]).matches as [Match];
    expect(findChanges(match, new Set(["height"]))).toBeUndefined();
    expect(findChanges(match, new Set(["usage"]))?.attributes).toEqual([
      { path: "usage", after: "住宅" },
    ]);
  });

  it("become GeoJSON where things stand, with the evidence", () => {
    const { added, removed, matches } = matchBuildings([house("a", 0, 0)], [house("b", 0.1, 0)]);
    const found = matches.map((match) => ({
      match,
      changes: findChanges(match) ?? { attributes: [] },
    }));
    const { features } = changeFeatures({ added, removed, changed: found }, PLANE);
    expect(features.map(({ properties }) => properties)).toEqual([
      {
        ...{ id: "b", height: 6, change: "changed", matchedBy: "place", idBefore: "a" },
        ...{ overlap: 0.667, footprint: { before: 100, after: 100, overlap: 0.667 } },
        attributes: [],
      },
    ]);
    const geometry = features[0]?.geometry as MultiPolygon;
    const [ring] = geometry.coordinates[0] ?? [];
    expect(ring?.[0]).toEqual(ring?.at(-1));
    const [longitude = 0, latitude = 0] = ring?.[0] ?? [];
    const [east, north] = PLANE.local(longitude, latitude, 0);
    expect(Math.hypot(east - 2, north)).toBeLessThan(0.02);
  });
});

describe("footprints", () => {
  it("share what lies on both, holes left out", () => {
    const square = (from: number, to: number) =>
      [
        [from, from],
        [to, from],
        [to, to],
        [from, to],
      ] as const;
    const ring = [[square(0, 10), square(3, 7)]];
    expect(footprintArea(ring)).toBeCloseTo(84, 9);
    expect(sharedArea(ring, [[square(2, 8)]])).toBeCloseTo(20, 9);
    expect(sharedArea(ring, [[square(4, 6)]])).toBe(0);
    expect(footprintArea([])).toBe(0);
    expect(footprintArea([[square(0, 4)], [square(2, 6)]])).toBeCloseTo(28, 9);
  });
});
