import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { playOrPause } from "../../../client/control/timeline/play-or-pause.ts";
import { spanOf } from "../../../client/control/timeline/time-window.ts";
import { TimelineDesk } from "../../../client/control/timeline/timeline-desk.ts";
import { CityClock } from "../../../client/twin/city-clock.ts";

const NOW = Date.UTC(2026, 10, 23, 3, 10);
const HOUR = 3_600_000;

describe("the timeline and the clock", () => {
  let now = NOW;
  let clock: CityClock;
  let desk: TimelineDesk;

  beforeEach(() => {
    now = NOW;
    // A page that is asked to move less: windows are cut to, not glided to.
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    clock = new CityClock(
      () => now,
      () => now,
    );
    clock.keeps([NOW - 100 * HOUR, NOW]);
    desk = new TimelineDesk(clock, () => now);
    desk.setWidth(1_000);
  });
  afterEach(() => {
    desk.destroy();
    vi.unstubAllGlobals();
  });

  const shows = (at: number) => desk.window.peek().from <= at && at <= desk.window.peek().to;

  it("shows the last hour, and goes on with now until somebody looks elsewhere", () => {
    expect(spanOf(desk.window.peek())).toBe(HOUR);
    now += 30 * 60_000;
    desk.follow();
    expect(shows(now)).toBe(true);
    desk.pan(-2 * HOUR);
    now += 60_000;
    const before = desk.window.peek();
    desk.follow();
    expect(desk.window.peek()).toEqual(before);
  });

  it("goes nowhere before the first that is kept, and not past now", () => {
    desk.goTo(NOW - 500 * HOUR);
    expect(clock.now()).toBe(NOW - 100 * HOUR);
    desk.goTo(NOW + HOUR);
    expect(clock.now()).toBe(NOW);
  });

  it("goes to what was before the first that is kept as near as it can, and stands there", () => {
    clock.goTo(NOW - 50 * HOUR, 60);
    desk.goTo(NOW - 500 * HOUR, 0);
    expect(clock.state.peek()).toMatchObject({ at: NOW - 100 * HOUR, rate: 0 });
    desk.goTo(NOW - 2 * HOUR, 60);
    desk.goTo(NOW - 3 * HOUR);
    expect(clock.state.peek()).toMatchObject({ at: NOW - 3 * HOUR, rate: 60 });
  });

  it("takes a round second from the bar where a pixel is longer, and no other", () => {
    const at = NOW - 20 * 60_000 + 417;
    desk.goToNear(at);
    expect(clock.now()).toBe(at - 417);
    desk.goTo(at);
    expect(clock.now()).toBe(at);
  });

  it("brings into sight whatever moment the clock is moved to, and keeps its length", () => {
    clock.goTo(NOW - 50 * HOUR);
    expect(shows(NOW - 50 * HOUR)).toBe(true);
    expect(spanOf(desk.window.peek())).toBeCloseTo(HOUR, 0);
  });

  it("goes back to the last hour with the clock", () => {
    clock.goTo(NOW - 50 * HOUR);
    clock.take(
      { mode: "replay", at: NOW - 50 * HOUR, rate: 0, state: "paused", cleared: true },
      true,
    );
    clock.live();
    expect(shows(NOW)).toBe(false);
    clock.take({ mode: "live", cleared: true }, true);
    expect(shows(NOW)).toBe(true);
  });

  it("zooms about the moment shown, within what is kept", () => {
    clock.goTo(NOW - 10 * 60_000);
    const part = () => {
      const window = desk.window.peek();
      return (clock.now() - window.from) / spanOf(window);
    };
    const before = part();
    desk.zoomBy(0.5);
    expect(part()).toBeCloseTo(before, 6);
    desk.zoomTo(7 * 24 * HOUR);
    expect(spanOf(desk.window.peek())).toBe(7 * 24 * HOUR);
    expect(shows(clock.now())).toBe(true);
    expect(desk.step).toBe(3_600);
  });

  it("by space stops at this moment, then plays and pauses", () => {
    playOrPause(clock);
    expect(clock.state.peek()).toMatchObject({ mode: "replay", at: NOW, rate: 0 });
    playOrPause(clock);
    expect(clock.state.peek()).toMatchObject({ mode: "replay", rate: 1 });
    playOrPause(clock);
    expect(clock.state.peek()).toMatchObject({ mode: "replay", rate: 0 });
  });
});
