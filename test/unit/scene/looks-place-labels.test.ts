import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Box,
  type LabelWish,
  placeLabels,
} from "../../../client/control/scene/looks/place-labels.ts";

const ROOM = { width: 900, height: 600, most: 40 };

const box = fc.record({
  left: fc.integer({ min: 0, max: 850 }),
  top: fc.integer({ min: 0, max: 560 }),
  width: fc.integer({ min: 10, max: 300 }),
  height: fc.integer({ min: 10, max: 200 }),
});

const wishes = fc
  .array(
    fc.record({
      x: fc.double({ min: -50, max: 950, noNaN: true }),
      y: fc.double({ min: -50, max: 650, noNaN: true }),
      width: fc.integer({ min: 10, max: 180 }),
      height: fc.integer({ min: 10, max: 40 }),
      rank: fc.integer({ min: 0, max: 100 }),
      gap: fc.constantFrom(0, 6, 14, 22),
    }),
    { maxLength: 80 },
  )
  .map((all) => all.map((each, i): LabelWish => ({ ...each, id: `label ${i}` })));

function overlap(a: Box, b: Box): boolean {
  const apart =
    a.left + a.width <= b.left ||
    b.left + b.width <= a.left ||
    a.top + a.height <= b.top ||
    b.top + b.height <= a.top;
  return !apart;
}

function pairs<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((a, i) => all.slice(i + 1).map((b): [T, T] => [a, b]));
}

describe("placeLabels", () => {
  it("never lets one label cover another, or what lies over the map", () => {
    fc.assert(
      fc.property(wishes, fc.array(box, { maxLength: 4 }), (all, taken) => {
        const placed = [...placeLabels(all, { ...ROOM, taken }).values()];
        for (const [a, b] of pairs(placed)) expect(overlap(a, b)).toBe(false);
        for (const label of placed)
          for (const other of taken) expect(overlap(label, other)).toBe(false);
        expect(placed.length).toBeLessThanOrEqual(ROOM.most);
      }),
    );
  });

  it("always shows the chosen one, whole, wherever it is and whatever else there is", () => {
    const chosen = fc.record({
      x: fc.integer({ min: 0, max: 900 }),
      y: fc.integer({ min: 0, max: 600 }),
    });
    fc.assert(
      fc.property(wishes, chosen, fc.array(box, { maxLength: 4 }), (all, at, taken) => {
        const must = { id: "chosen", ...at, width: 120, height: 20, rank: 0, gap: 22, must: true };
        const placed = placeLabels([...all, must], { ...ROOM, taken, most: 1 });
        const label = placed.get("chosen") as Box;
        expect(label.left).toBeGreaterThanOrEqual(0);
        expect(label.top).toBeGreaterThanOrEqual(0);
        expect(label.left + label.width).toBeLessThanOrEqual(ROOM.width);
        expect(label.top + label.height).toBeLessThanOrEqual(ROOM.height);
      }),
    );
  });

  it("stays as it is while nothing moves", () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const first = placeLabels(all, ROOM);
        const second = placeLabels(all, ROOM, first);
        expect([...second.values()]).toEqual(expect.arrayContaining([...first.values()]));
      }),
    );
  });

  it("shows the more important of two that have room for one", () => {
    const at = { x: 300, y: 300, width: 100, height: 20, gap: 0 };
    const placed = placeLabels(
      [
        { id: "school", rank: 24, ...at },
        { id: "station", rank: 60, ...at },
      ],
      ROOM,
    );
    expect([...placed.keys()]).toEqual(["station"]);
  });

  it("keeps the one that is shown where another of its like comes as near", () => {
    const one = { id: "a", x: 300, y: 300, width: 100, height: 20, gap: 0, rank: 20 };
    const other = { ...one, id: "b", x: 310, rank: 22 };
    const before = placeLabels([one], ROOM);
    expect([...placeLabels([one, other], ROOM, before).keys()]).toEqual(["a"]);
    expect([...placeLabels([one, other], ROOM).keys()]).toEqual(["b"]);
  });

  it("goes to another side of a symbol where there is no room above it", () => {
    const label = { id: "bus", x: 300, y: 300, width: 100, height: 20, gap: 14, rank: 20 };
    const taken = [{ left: 200, top: 240, width: 200, height: 45 }];
    expect(placeLabels([label], ROOM).get("bus")?.side).toBe("above");
    expect(placeLabels([label], { ...ROOM, taken }).get("bus")?.side).toBe("right");
  });
});
