import { describe, expect, it } from "vitest";
import { QualityGovernor } from "../../../client/control/scene/quality-governor.ts";

/** Runs frames of one length for some seconds of time; gives the levels that were changed to. */
function run(
  governor: QualityGovernor,
  milliseconds: number,
  seconds: number,
  from: number,
): string[] {
  const changes: string[] = [];
  for (let now = from; now < from + seconds * 1000; now += milliseconds)
    if (governor.take(milliseconds, now)) changes.push(governor.quality.level);
  return changes;
}

describe("QualityGovernor", () => {
  it("goes down while frames are slow, to the very bottom", () => {
    const governor = new QualityGovernor();
    expect(run(governor, 200, 30, 0)).toEqual(["low", "low"]);
    expect(governor.quality.pixels).toBeLessThan(1);
  });

  it("waits for no more than a few frames where they are hopeless", () => {
    const governor = new QualityGovernor();
    expect(run(governor, 700, 2, 0)).toEqual(["low"]);
    const hiccup = new QualityGovernor();
    for (const milliseconds of [700, 700, 16]) expect(hiccup.take(milliseconds, 0)).toBe(false);
  });

  it("begins low where no graphics processor draws", () => {
    expect(new QualityGovernor({ software: true }).quality.level).toBe("low");
    expect(new QualityGovernor().quality.level).toBe("medium");
  });

  it("goes up when frames have been fast for a while, not at once", () => {
    const governor = new QualityGovernor();
    expect(run(governor, 16, 2, 0)).toEqual([]);
    expect(run(governor, 16, 10, 2_000)).toEqual(["high"]);
  });

  it("stays where frames are neither", () => {
    expect(run(new QualityGovernor(), 30, 60, 0)).toEqual([]);
  });

  it("swings ever more seldom between a rung that is too slow and one that is fast", () => {
    const governor = new QualityGovernor();
    let changes = 0;
    let late = 0;
    for (let now = 0; now < 20 * 60_000; ) {
      const milliseconds = governor.quality.level === "high" ? 60 : 16;
      if (governor.take(milliseconds, now)) {
        changes++;
        if (now > 10 * 60_000) late++;
      }
      now += milliseconds;
    }
    expect(changes).toBeGreaterThan(2);
    expect(late).toBeLessThanOrEqual(4);
  });

  it("does as it is told where the person has chosen", () => {
    const governor = new QualityGovernor();
    governor.set("high");
    expect(run(governor, 500, 30, 0)).toEqual([]);
    expect(governor.quality.level).toBe("high");
    expect(governor.frameMilliseconds).toBe(500);
  });
});
