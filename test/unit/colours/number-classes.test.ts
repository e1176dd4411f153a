import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  classAmong,
  classBorders,
  NUMBER_CLASSES,
  partBelow,
} from "../../../client/control/colours/number-classes.ts";

const HEIGHTS = {
  range: [3, 63],
  deciles: [4, 6, 8, 9, 10, 12, 15, 20, 31],
} as const;

describe("the classes of a number", () => {
  it("hold about as many each, by the deciles", () => {
    expect(classBorders(HEIGHTS, "quantiles")).toEqual([6, 9, 12, 20]);
  });

  it("or are equally wide, with round borders", () => {
    expect(classBorders(HEIGHTS, "steps")).toEqual([20, 40, 60]);
    expect(classBorders({ range: [0.1, 0.9] }, "steps")).toEqual([0.2, 0.4, 0.6, 0.8]);
    expect(classBorders({ range: [-7, 8] }, "steps")).toEqual([-5, 0, 5]);
    expect(classBorders({ range: [0, 3] }, "quantiles")).toEqual([1, 2, 3]);
  });

  it("are fewer where most have the same number", () => {
    const floors = { range: [1, 9], deciles: [1, 1, 1, 1, 1, 1, 2, 2, 3] } as const;
    expect(classBorders(floors, "quantiles")).toEqual([2]);
    expect(classBorders({ range: [4, 4] }, "quantiles")).toEqual([]);
    expect(classBorders({}, "steps")).toEqual([]);
  });

  it("are few, in order and within the range, whatever the numbers are", () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const numbers = fc.array(number, { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(numbers, fc.constantFrom("quantiles" as const, "steps" as const), (all, by) => {
        const sorted = [...all].sort((a, b) => a - b);
        const [least = 0, most = 0] = [sorted[0], sorted[10]];
        const attribute = { range: [least, most] as const, deciles: sorted.slice(1, 10) };
        const borders = classBorders(attribute, by);
        expect(borders.length).toBeLessThanOrEqual(NUMBER_CLASSES);
        for (const [place, border] of borders.entries()) {
          expect(border).toBeGreaterThan(borders[place - 1] ?? least);
          expect(border).toBeLessThanOrEqual(most);
          expect(classAmong(borders, border)).toBe(place + 1);
        }
        expect(classAmong(borders, least)).toBe(0);
        expect(classAmong(borders, most)).toBe(borders.length);
      }),
    );
  });
});

describe("the part below a number", () => {
  it("is as the deciles say, and between them along a line", () => {
    expect(partBelow(HEIGHTS, 3)).toBe(0);
    expect(partBelow(HEIGHTS, 64)).toBe(1);
    expect(partBelow(HEIGHTS, 4)).toBeCloseTo(0.1);
    expect(partBelow(HEIGHTS, 5)).toBeCloseTo(0.15);
    expect(partBelow({ range: [0, 1] }, 0.5)).toBeUndefined();
  });

  it("does not count what equals it", () => {
    const floors = { range: [1, 9], deciles: [1, 1, 1, 2, 2, 2, 2, 3, 3] } as const;
    expect(partBelow(floors, 2)).toBeCloseTo(0.4);
  });

  it("never falls", () => {
    const number = fc.double({ min: 0, max: 70, noNaN: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [low = 0, high = 0] = [a, b].sort((x, y) => x - y).map((x) => partBelow(HEIGHTS, x));
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });
});
