import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import { Twin } from "../../../server/state/twin.ts";
import { Audience } from "../../../server/stream/audience.ts";
import { EVERY_KIND, Framer } from "../../../server/stream/framer.ts";
import { Page } from "../../../server/stream/page.ts";
import type { Replays } from "../../../server/stream/replay/replays.ts";
import type { Tidings } from "../../../server/stream/tidings.ts";
import type { WireOutlet } from "../../../server/stream/wire-outlet.ts";

function page() {
  const twin = new Twin();
  const gone: (number | undefined)[] = [];
  const stays = { begun: 0, ended: 0 };
  let looks = 0;
  const stay = {
    go: (at: number | undefined) => gone.push(at),
    look: () => looks++,
    close: () => stays.ended++,
  };
  const replays = {
    enter: () => {
      stays.begun++;
      return stay;
    },
  } as unknown as Replays;
  const made = new Page({
    stage: {
      ...{ twin, framer: new Framer(twin, 10), audience: new Audience(twin.cells) },
      ...{ limits: LIMITS, ticksPerSecond: 10 },
    },
    outlet: {} as WireOutlet,
    tidings: { past: false } as Tidings,
    replays,
    tellClock: () => undefined,
    cut: () => undefined,
  });
  return { page: made, stays, gone, looks: () => looks };
}

describe("a page's time", () => {
  it("[P6] goes on at another rate only where it is in the past", () => {
    const { page: one, gone, stays } = page();
    const fault = one.show({ mode: "replay", at: undefined, rate: 2 });
    expect(fault).toMatchObject({ code: "clock/malformed" });
    expect(stays.begun).toBe(0);
    expect(one.show({ mode: "replay", at: 5, rate: 0 })).toBeUndefined();
    expect(one.show({ mode: "replay", at: undefined, rate: 2 })).toBeUndefined();
    expect(gone).toEqual([5, undefined]);
  });

  it("begins no stay in the past once its connection has ended", () => {
    const { page: one, stays, looks } = page();
    one.show({ mode: "replay", at: 5, rate: 0 });
    one.close();
    one.look({ bbox: [139, 35, 140, 36], detail: "full", kinds: EVERY_KIND });
    expect(looks()).toBe(0);
    expect(stays).toEqual({ begun: 1, ended: 1 });
    expect(one.show({ mode: "replay", at: 6, rate: 0 })).toMatchObject({ code: "session/closed" });
    expect(one.show({ mode: "live" })).toMatchObject({ code: "session/closed" });
    expect(stays.begun).toBe(1);
  });
});
