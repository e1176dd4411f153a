import { describe, expect, it } from "vitest";
import { ClockOffset } from "../../../client/twin/clock-offset.ts";
import { FlowMeter } from "../../../client/twin/flow-meter.ts";
import { frameOf } from "./frames.ts";

const NOW = Date.parse("2026-11-23T08:00:00Z");
const HERE = { longitude: 140.11, latitude: 35.6 };

describe("ClockOffset", () => {
  it("believes the answer that came back soonest", () => {
    const offset = new ClockOffset();
    offset.take(1_000, 6_900, 1_800);
    offset.take(2_000, 7_010, 2_020);
    offset.take(3_000, 8_300, 3_400);
    expect(offset.milliseconds).toBe(5_000);
  });

  it("has a guess until it has measured", () => {
    const offset = new ClockOffset();
    offset.guess(9_000, 1_000);
    expect(offset.milliseconds).toBe(8_000);
    offset.take(2_000, 9_500, 2_010);
    expect(offset.milliseconds).toBe(7_495);
  });

  it("takes no measurement that cannot be", () => {
    const offset = new ClockOffset();
    offset.take(5_000, 1, 4_000);
    offset.take(5_000, Number.NaN, 5_010);
    expect(offset.milliseconds).toBe(0);
  });
});

describe("FlowMeter", () => {
  const delta = (delay: number, at: number) =>
    frameOf([{ entities: [{ handle: 1, ...HERE, at: at - delay }] }], at);

  it("tells median and 95th percentile of how old news is when it comes", () => {
    const meter = new FlowMeter();
    for (let i = 0; i < 100; i++) meter.take(delta(i < 90 ? 100 : 900, NOW), NOW);
    expect(meter.delay(NOW)).toEqual({ median: 100, p95: 900 });
  });

  it("counts updates a second over five seconds, then forgets them", () => {
    const meter = new FlowMeter();
    for (let i = 0; i < 50; i++) meter.take(delta(0, NOW + i * 100), NOW + i * 100);
    expect(meter.rate(NOW + 4_900)).toBe(10);
    expect(meter.rate(NOW + 60_000)).toBe(0);
    expect(meter.delay(NOW + 60_000)).toBeUndefined();
  });

  it("leaves snapshots out, which tell old things again", () => {
    const meter = new FlowMeter();
    meter.take(
      frameOf([{ snapshot: true, entities: [{ handle: 1, ...HERE, at: NOW - 60_000 }] }], NOW),
      NOW,
    );
    expect(meter.delay(NOW)).toBeUndefined();
    expect(meter.rate(NOW)).toBe(0);
  });
});
