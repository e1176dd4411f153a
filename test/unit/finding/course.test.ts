import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chartColumns } from "../../../client/control/finding/chart-columns.ts";
import { Course } from "../../../client/control/finding/course.ts";
import { nextPoint } from "../../../client/control/finding/next-point.ts";
import { sparkPath } from "../../../client/control/finding/spark-path.ts";

const point = fc.record({
  at: fc.integer({ min: 0, max: 400 }).map((step) => step * 10),
  value: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
});
const points = fc.array(point, { maxLength: 200 });

function courseOf(list: readonly { at: number; value: number }[], most?: number): Course {
  const course = new Course(most);
  for (const { at, value } of list) course.add(at, value);
  return course;
}

describe("a course", () => {
  it("keeps its points in the order of their times, one of each, whatever order they came in", () => {
    fc.assert(
      fc.property(points, (list) => {
        const last = new Map(list.map(({ at, value }) => [at, value]));
        const times = [...last.keys()].sort((a, b) => a - b);
        const course = courseOf(list);
        expect(course.times).toEqual(times);
        expect(course.values).toEqual(times.map((at) => last.get(at)));
      }),
    );
  });

  it("never holds more than it may, and drops the oldest", () => {
    fc.assert(
      fc.property(fc.uniqueArray(point, { selector: ({ at }) => at }), fc.nat(20), (list, more) => {
        const most = more + 1;
        const newest = list.map(({ at }) => at).sort((a, b) => a - b);
        expect(courseOf(list, most).times).toEqual(newest.slice(-most));
      }),
    );
  });

  it("takes what is told twice, to the step of a frame, as one", () => {
    const course = courseOf([
      { at: 1_000, value: 1 },
      { at: 1_003, value: 2 },
      { at: 1_020, value: 3 },
    ]);
    expect(course.values).toEqual([2, 3]);
  });

  it("has no point that is not a number", () => {
    const course = courseOf([
      { at: 1, value: Number.NaN },
      { at: Number.NaN, value: 1 },
    ]);
    expect([course.times.length, course.span()]).toEqual([0, undefined]);
  });

  it("sums up what there is", () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1 }), (list) => {
        const course = courseOf(list);
        const span = course.span();
        expect(span).toEqual({
          count: course.times.length,
          lowest: Math.min(...course.values),
          highest: Math.max(...course.values),
          newest: course.values.at(-1),
          from: course.times[0],
          to: course.times.at(-1),
        });
      }),
    );
  });
});

describe("the columns of a chart", () => {
  it("hold every point, rise in time, and are parted wherever nothing was known for too long", () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 30 }), (list, tenths) => {
        const course = courseOf(list);
        const longest = tenths / 10;
        const { times, values } = chartColumns(course, longest);
        expect(values.filter((value) => value !== null)).toEqual(course.values);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const gaps = course.times.filter(
          (at, place) => place > 0 && at - (course.times[place - 1] ?? 0) > longest * 1_000,
        );
        expect(values.filter((value) => value === null)).toHaveLength(gaps.length);
      }),
    );
  });

  it("are told in another scale where parts are read as percentages", () => {
    expect(chartColumns({ times: [1_000], values: [0.25] }, 1, 100)).toEqual({
      times: [1],
      values: [25],
    });
  });
});

describe("a small line", () => {
  const size = { width: 100, height: 20, from: 0, to: 4 };

  it("stays within its height, and begins anew after a gap", () => {
    fc.assert(
      fc.property(points, (list) => {
        const columns = chartColumns(courseOf(list), 1);
        const path = sparkPath(columns, size);
        const heights = [...path.matchAll(/[ML][-\d.]+ ([-\d.]+)/g)].map(([, y]) => Number(y));
        expect(heights.every((y) => y >= 0 && y <= size.height)).toBe(true);
        const gaps = columns.values.filter((value) => value === null).length;
        const parts = path.split("M").length - 1;
        expect(parts).toBe(columns.values.length === 0 ? 0 : gaps + 1);
      }),
    );
  });

  it("runs through the middle where nothing changed, and shows a point that stands alone", () => {
    expect(sparkPath({ times: [0, 4], values: [7, 7] }, size)).toBe("M0.0 10.0L100.0 10.0");
    expect(sparkPath({ times: [2], values: [7] }, size)).toBe("M50.0 10.0L50.0 10.0");
    for (const values of [
      [1, 1 + Number.EPSILON],
      [-6.4e-323, -7e-323],
    ])
      expect(sparkPath({ times: [0, 4], values }, size)).toMatch(
        /^M0\.0 (19|1)\.0L100\.0 (19|1)\.0$/,
      );
  });

  it("has no more points than can be told apart", () => {
    const times = Array.from({ length: 3_600 }, (_, place) => place / 900);
    const values = times.map(() => 1);
    expect(sparkPath({ times, values }, size).split("L").length).toBeLessThan(110);
  });
});

describe("the point that a key leads to", () => {
  const columns = { values: [1, null, 3, 4, null, 6] };

  it.each([
    [undefined, "ArrowLeft", 5],
    [5, "ArrowLeft", 3],
    [2, "ArrowLeft", 0],
    [0, "ArrowLeft", 0],
    [0, "ArrowRight", 2],
    [5, "ArrowRight", 5],
    [3, "Home", 0],
    [undefined, "End", 5],
    [5, "PageDown", 0],
    [3, "a", undefined],
  ])("from %s by %s is %s", (place, key, next) => {
    expect(nextPoint(columns, place, key)).toBe(next);
  });

  it("is none where there is none", () => {
    expect(nextPoint({ values: [null] }, undefined, "End")).toBeUndefined();
  });
});
