import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bucketFor,
  isElsewhere,
  isNear,
  windowUntil,
} from "../../../client/control/history/course-window.ts";
import { SPANS } from "../../../client/control/history/span-names.ts";

const lengths = fc.integer({ min: 60_000, max: 400 * 86_400_000 });
const moments = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe("the window of a chart", () => {
  it("begins with a bucket, covers what was asked for and has no more buckets than can be seen", () => {
    fc.assert(
      fc.property(moments, lengths, (to, length) => {
        const window = windowUntil(to, length);
        const bucket = window.every * 1_000;
        expect(window.from % bucket === 0).toBe(true);
        expect(window.to).toBe(to);
        expect(window.from).toBeLessThanOrEqual(to - length);
        expect(to - length - window.from).toBeLessThan(bucket);
        expect((window.to - window.from) / bucket).toBeLessThanOrEqual(402);
      }),
    );
  });

  it("has finer buckets for a shorter time", () => {
    const widths = Object.values(SPANS).map((seconds) => bucketFor(seconds * 1_000));
    expect(widths).toEqual([3, 10, 60, 300, 1_800]);
  });

  it("is near another while it is less than a bucket off, and elsewhere where the zoom is another", () => {
    const hour = windowUntil(1_000_000_000_000, 3_600_000);
    expect(isNear(hour, windowUntil(1_000_000_000_000 + 9_999, 3_600_000))).toBe(true);
    expect(isNear(hour, windowUntil(1_000_000_000_000 + 10_000, 3_600_000))).toBe(false);
    expect(isElsewhere(hour, windowUntil(1_000_000_000_000 + 600_000, 3_600_000))).toBe(false);
    expect(isElsewhere(hour, windowUntil(1_000_000_000_000 + 901_000, 3_600_000))).toBe(true);
    expect(isElsewhere(hour, windowUntil(1_000_000_000_000, 900_000))).toBe(true);
  });
});
