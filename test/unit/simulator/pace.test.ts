import { describe, expect, it } from "vitest";
import { INTERVALS, ReportPace } from "../../../server/simulator/feed/report-pace.ts";
import { WallPace } from "../../../server/simulator/feed/wall-pace.ts";

describe("ReportPace", () => {
  it("tells less in stated steps while the machine is busy, and more again when it has been calm", () => {
    const pace = new ReportPace();
    expect(pace.interval).toBe(INTERVALS[0]);
    const seen = new Set([pace.interval]);
    for (let second = 0; second < 60; second++) {
      pace.measure(0.95, 0.5);
      seen.add(pace.interval);
    }
    expect([...seen]).toEqual([...INTERVALS]);
    const back = new Set([pace.interval]);
    for (let second = 0; second < 120; second++) {
      pace.measure(0.2, 0);
      back.add(pace.interval);
    }
    expect([...back]).toEqual([...INTERVALS].reverse());
  });

  it("does not waver at a load between the two bounds, and slows where it is late", () => {
    const pace = new ReportPace();
    for (let second = 0; second < 60; second++) pace.measure(0.7, 0.8);
    expect(pace.interval).toBe(INTERVALS[0]);
    for (let second = 0; second < 10; second++) pace.measure(0.1, 5);
    expect(pace.interval).toBeGreaterThan(INTERVALS[0]);
  });
});

describe("WallPace", () => {
  const start = 1_000_000;

  it("owes two steps a second at speed 1, and speed times as many", () => {
    expect(new WallPace(1, start).due(start, start + 10_000)).toBe(20);
    expect(new WallPace(20, start).due(start, start + 10_000)).toBe(400);
    expect(new WallPace(0.1, start).due(start, start + 10_000)).toBe(2);
    expect(new WallPace(1, start).due(start + 500, start)).toBe(0);
    expect(new WallPace(2, start).untilNext(start, start)).toBe(250);
  });

  it("tells the steps reached and the seconds behind", () => {
    const pace = new WallPace(1, start);
    for (let i = 0; i < 6; i++) pace.countStep();
    const measure = pace.measure(start + 3_000, start + 10_000);
    expect(measure).toMatchObject({ wanted: 2, reached: 0.6, behind: 6.5 });
    expect(measure.load).toBeGreaterThanOrEqual(0);
    expect(measure.load).toBeLessThanOrEqual(1);
  });

  it("notices that the machine slept", () => {
    const pace = new WallPace(1, start);
    expect(pace.slept(start + 5_000)).toBe(false);
    expect(pace.slept(start + 5_000 + 3_600_000)).toBe(true);
    expect(pace.slept(start + 6_000 + 3_600_000)).toBe(false);
  });
});
