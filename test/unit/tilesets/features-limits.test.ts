import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Footprints } from "../../../server/analytics/city/footprints.ts";
import { LIMITS } from "../../../server/security/limits.ts";
import { TILE_LIMITS } from "../../../tilesets/limits.ts";
import {
  fittingAttributes,
  footprintNotes,
} from "../../../tilesets/write/features/footprint-limits.ts";
import { OutlineBudget, type Outlines } from "../../../tilesets/write/features/outline-budget.ts";

/** A ring of so many corners about a place, decimetres. */
function ringOf(corners: number, reach = 100): number[] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    return [Math.round(reach * Math.cos(angle)), Math.round(reach * Math.sin(angle))];
  }).flat();
}

const cornersOf = ({ outlines, raised = [] }: Outlines) =>
  outlines.reduce((sum, outline) => sum + outline.length / 2, 0) +
  raised.reduce((sum, outline) => sum + (outline.length - 1) / 2, 0);

describe("the footprints of a large city", () => {
  it("are no more than the server reads", () => {
    expect(TILE_LIMITS.footprintBytes).toBeLessThanOrEqual(LIMITS.footprintBytes);
    expect(TILE_LIMITS.footprintCorners).toBeLessThanOrEqual(LIMITS.networkPoints);
    expect(TILE_LIMITS.footprintCells).toBeLessThanOrEqual(LIMITS.buildingCells);
  });

  it("never have more corners than there is room for, and each is a ring that the server takes", () => {
    const ring = fc.integer({ min: 3, max: 60 }).map((corners) => ringOf(corners));
    const outlines = fc.record({
      outlines: fc.array(ring, { minLength: 1, maxLength: 5 }),
      raised: fc.option(
        fc.array(
          ring.map((one) => [30, ...one]),
          { maxLength: 3 },
        ),
        {
          nil: undefined,
        },
      ),
    });
    const city = fc.array(outlines, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(city, fc.integer({ min: 4, max: 40 }), (buildings, each) => {
        const most = each * buildings.length;
        const budget = new OutlineBudget(most, buildings.length);
        expect(budget.suffices).toBe(true);
        const fitted = buildings.map((one) =>
          budget.fitted({ ...one, tops: one.outlines.map(() => 50) }),
        );
        expect(fitted.reduce((sum, one) => sum + cornersOf(one), 0)).toBeLessThanOrEqual(most);
        const file = {
          ids: fitted.map((_, i) => `b${i}`),
          useNames: [""],
          ...Object.fromEntries(
            ["uses", "floors", "people", "bases", "heights"].map((name) => [
              name,
              fitted.map(() => 0),
            ]),
          ),
          outlines: fitted.map((one) => one.outlines),
          tops: Object.fromEntries(fitted.map((one, i) => [i, one.tops])),
          raised: Object.fromEntries(fitted.map((one, i) => [i, one.raised ?? []])),
        };
        expect(Footprints.read(file, most)).toBeInstanceOf(Footprints);
      }),
    );
  });

  it("are whole where there is room", () => {
    const budget = new OutlineBudget(TILE_LIMITS.footprintCorners, 300_000);
    const whole = { outlines: [ringOf(12)], raised: [[30, ...ringOf(4)]] };
    for (let i = 0; i < 300_000; i++)
      if (budget.fitted(whole) !== whole) throw new Error(`at ${i}`);
    expect(budget.simplified).toBe(0);
    expect(new OutlineBudget(TILE_LIMITS.footprintCorners, 1_400_000).suffices).toBe(false);
  });

  it("keep the attributes that most buildings have", () => {
    const column = (bytes: number, length: number) => ({ bytes, cells: { length } as never });
    const [small, large, rare] = [
      column(1_000_000, 100),
      column(200_000_000, 90),
      column(200_000_000, 10),
    ];
    expect(fittingAttributes([rare, small, large], 1_000)).toEqual([small, large]);
  });

  it("say what they lack", () => {
    const all = { isWritten: true, buildings: 400_000, simplified: 0, lost: [] };
    expect(footprintNotes(all)).toEqual([]);
    const [corners, lost] = footprintNotes({ ...all, simplified: 7, lost: ["Use", "Year"] });
    expect(corners?.message).toContain("7 of 400,000 outlines");
    expect(lost?.message).toContain("2 attributes");
    expect(lost?.message).toContain("Use, Year");
    const [none] = footprintNotes({ ...all, isWritten: false });
    expect(none?.message).toContain("it is not written");
  });
});
