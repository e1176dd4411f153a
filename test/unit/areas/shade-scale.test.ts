import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { levelOf, STEPS, stepWidth } from "../../../client/control/areas/shade-scale.ts";
import { AREA_STEPS, stepOf } from "../../../client/control/scene/areas/area-scale.ts";

const values = fc.double({ min: 0.001, max: 1e9, noNaN: true });

describe("the scale that districts are shaded by", () => {
  it("has as many steps as colours", () => {
    expect(AREA_STEPS).toHaveLength(STEPS);
  });

  it("has steps of a round width, and the largest value within them", () => {
    expect(stepWidth(926, undefined)).toBe(200);
    expect(stepWidth(5, undefined, 1)).toBe(1);
    expect(stepWidth(3.2, undefined)).toBe(1);
    expect(stepWidth(0.4, undefined)).toBeCloseTo(0.1);
    fc.assert(
      fc.property(values, (largest) => {
        const width = stepWidth(largest, undefined);
        const lead = width / 10 ** Math.floor(Math.log10(width) + 1e-9);
        expect([1, 2, 5, 10].some((round) => Math.abs(lead - round) < 1e-6)).toBe(true);
        expect(width * STEPS).toBeGreaterThanOrEqual(largest * (1 - 1e-6));
        expect(width * STEPS).toBeLessThanOrEqual(largest * 2.5 * (1 + 1e-6));
      }),
    );
  });

  it("counts in whole numbers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (largest) => {
        expect(Number.isInteger(stepWidth(largest, undefined, 1))).toBe(true);
      }),
    );
  });

  it("stays while the largest value wavers, and follows it where it has changed", () => {
    expect(stepWidth(880, 200)).toBe(200);
    expect(stepWidth(1_000, 200)).toBe(200);
    expect(stepWidth(1_001, 200)).toBe(500);
    expect(stepWidth(350, 200)).toBe(200);
    expect(stepWidth(200, 200)).toBe(50);
    expect(stepWidth(0, 200)).toBe(200);
  });

  it("puts a value into the step that the legend says", () => {
    const step = (value: number) => {
      const level = levelOf(value, 200);
      return level === undefined ? undefined : stepOf(level);
    };
    expect([0, 1, 200, 201, 400, 999, 1_000].map(step)).toEqual([undefined, 0, 0, 1, 1, 4, 4]);
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1e6, noNaN: true }), (value, width) => {
        const at = stepOf(levelOf(value, width) as number);
        if (at < STEPS - 1) expect(value).toBeLessThanOrEqual((at + 1) * width * (1 + 1e-6));
        expect(value).toBeGreaterThanOrEqual(at * width * (1 - 1e-6));
      }),
    );
  });
});
