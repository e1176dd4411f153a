import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bucketFor,
  isElsewhere,
  isNear,
  knowsOf,
  windowUntil,
} from "../../../client/control/history/course-window.ts";
import { SPANS } from "../../../client/control/history/span-names.ts";
import type { EntityCourse } from "../../../shared/history.ts";

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

describe("a course", () => {
  const asked = windowUntil(1_000_000_000_000, 3_600_000);
  const course = {
    ...{ id: "bus:1", kind: "transit", every: asked.every },
    ...{ from: new Date(asked.from).toISOString(), to: new Date(asked.to).toISOString() },
  } as EntityCourse;

  it("knows what was not said in its own time, and nothing of another", () => {
    const around = (at: number, every = asked.every) => ({ from: at - 10_000, to: at + 1, every });
    expect(knowsOf(course, around(asked.to - 1))).toBe(true);
    expect(knowsOf(course, around(asked.to + 9_000))).toBe(true);
    expect(knowsOf(course, around(asked.to + 10_000))).toBe(false);
    expect(knowsOf(course, around(asked.from - 1))).toBe(false);
    expect(knowsOf(course, around(asked.to - 86_400_000))).toBe(false);
  });

  it("does not know it as finely, nor as coarsely, as it was not asked", () => {
    const of = (every: number) => ({ from: asked.from, to: asked.to, every });
    expect(knowsOf(course, of(asked.every))).toBe(true);
    expect(knowsOf(course, of(300))).toBe(false);
    expect(knowsOf(course, of(3))).toBe(false);
  });
});
