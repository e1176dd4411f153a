import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  alignSeries,
  HEIGHT,
  SPEED,
  spreadsAt,
} from "../../../client/control/history/align-series.ts";
import { chooseDots } from "../../../client/control/history/choose-dots.ts";
import { coursesCsv } from "../../../client/control/history/courses-csv.ts";
import { quantitiesOf } from "../../../client/control/history/quantities-of.ts";
import { readCourse } from "../../../client/control/history/read-course.ts";
import { wayOf } from "../../../client/control/history/way-of.ts";
import type { EntityCourse, Spread } from "../../../shared/history.ts";

const START = 1_700_000_000_000;

/** A course with a bucket of 10 s for each number of buckets since its start. */
function course(buckets: readonly number[], over: Partial<EntityCourse> = {}): EntityCourse {
  const spread = (bucket: number): Spread => [bucket - 1, bucket, bucket + 1];
  return {
    ...{ id: "bus:1", kind: "transit", from: "", to: "", every: 10 },
    at: buckets.map((bucket) => START + bucket * 10_000),
    count: buckets.map(() => 10),
    positions: buckets.map((bucket) => [140 + bucket / 1_000, 35, bucket]),
    speed: buckets.map(spread),
    values: { occupancy: buckets.map(spread) },
    ...over,
  };
}

describe("series of several courses", () => {
  it("share one axis; what another said is no gap of ours", () => {
    const { times, series } = alignSeries([course([0, 2]), course([1, 2])], SPEED);
    expect(times).toEqual([0, 10, 20].map((seconds) => START / 1_000 + seconds));
    expect(series.map(({ mean }) => mean)).toEqual([
      [0, undefined, 2],
      [undefined, 1, 2],
    ]);
    expect(series[0]?.least).toEqual([-1, undefined, 1]);
    expect(series[1]?.most).toEqual([undefined, 2, 3]);
  });

  it("are broken where the entity was silent for longer than makes it stale", () => {
    // Ten times in ten seconds: stale after 15 s.
    const { times, series } = alignSeries([course([0, 1, 4, 5])], SPEED);
    expect(series[0]?.mean).toEqual([0, 1, null, 4, 5]);
    expect(times[2]).toBe(START / 1_000 + 25);
    const slow = course([0, 12, 24, 36], { count: [1, 1, 1, 1] });
    expect(alignSeries([slow], SPEED).series[0]?.mean).not.toContain(null);
    const lost = course([0, 12, 24, 84], { count: [1, 1, 1, 1] });
    expect(alignSeries([lost], SPEED).series[0]?.mean).toContain(null);
  });

  it("keep every number in its place, whatever was said when", () => {
    const buckets = fc
      .uniqueArray(fc.nat(500), { maxLength: 60 })
      .map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(buckets, { maxLength: 9 }), (all) => {
        const aligned = alignSeries(
          all.map((each) => course(each)),
          SPEED,
        );
        expect(aligned.times).toEqual([...aligned.times].sort((a, b) => a - b));
        for (const [place, own] of all.entries()) {
          const said = aligned.series[place]?.mean.flatMap((value, at) =>
            value == null ? [] : [[(aligned.times[at] as number) * 1_000, value]],
          );
          expect(said).toEqual(own.map((bucket) => [START + bucket * 10_000, bucket]));
        }
      }),
    );
  });

  it("tell what each was at a moment: in its bucket, and nothing in a gap", () => {
    const aligned = alignSeries([course([0, 1, 9]), course([9])], SPEED);
    expect(spreadsAt(aligned, START + 14_000, 10)).toEqual([[0, 1, 2], undefined]);
    expect(spreadsAt(aligned, START + 50_000, 10)).toEqual([undefined, undefined]);
    expect(spreadsAt(aligned, START + 99_999, 10)).toEqual([
      [8, 9, 10],
      [8, 9, 10],
    ]);
    expect(spreadsAt(aligned, START - 1, 10)).toEqual([undefined, undefined]);
  });

  it("are of motion for what moves, and of every value", () => {
    expect(quantitiesOf([course([0])])).toEqual([SPEED, HEIGHT, "occupancy"]);
    expect(quantitiesOf([course([0], { kind: "sensor" })])).toEqual(["occupancy"]);
    const flat = course([0], { positions: [[140, 35, null]], speed: [null] });
    expect(quantitiesOf([flat])).toEqual(["occupancy"]);
  });

  it("are a table that no spreadsheet runs", () => {
    const csv = coursesCsv([{ name: '=1+"1"', course: course([0], { positions: [null] }) }]);
    expect(csv.split("\r\n")).toEqual([
      "id,name,quantity,from,seconds,min,mean,max,observations",
      `bus:1,"'=1+""1""",motion/speed,2023-11-14T22:13:20.000Z,10,-1,0,1,10`,
      `bus:1,"'=1+""1""",occupancy,2023-11-14T22:13:20.000Z,10,-1,0,1,10`,
      "",
    ]);
  });
});

describe("the way of an entity", () => {
  it("is in pieces where it was silent", () => {
    const pieces = wayOf(course([0, 1, 2, 60, 61]));
    expect(pieces.map((piece) => piece.map(({ height }) => height))).toEqual([
      [0, 1, 2],
      [60, 61],
    ]);
  });

  it("has dots at round times, no more than are wanted", () => {
    const pieces = wayOf(course(Array.from({ length: 360 }, (_, place) => place)));
    const dots = chooseDots(pieces, 24);
    expect(dots.length).toBeLessThanOrEqual(25);
    expect(dots.length).toBeGreaterThan(8);
    for (const { at } of dots.slice(1)) expect(at % 300_000).toBe(0);
    expect(chooseDots([], 24)).toEqual([]);
  });
});

describe("an answer of the server", () => {
  const sound = { ...course([0, 1]), from: "2023-11-14T22:13:20Z", to: "2023-11-14T22:14:20Z" };

  it("is read as it is", () => {
    expect(readCourse(JSON.parse(JSON.stringify(sound)))).toEqual(sound);
  });

  it.each([
    ["nothing", undefined],
    ["a text", "course"],
    ["an unknown kind", { ...sound, kind: "ship" }],
    ["times that go back", { ...sound, at: [2, 1] }],
    ["fewer counts than times", { ...sound, count: [1] }],
    ["a place off the earth", { ...sound, positions: [[200, 0, null], null] }],
    ["a spread of two", { ...sound, speed: [[1, 2], null] }],
    ["values that are no list", { ...sound, values: { noise: 3 } }],
    ["no width of a bucket", { ...sound, every: 0 }],
  ])("is refused where it is %s", (_, body) => {
    expect(readCourse(body)).toBeUndefined();
  });
});
