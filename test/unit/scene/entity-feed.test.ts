import { describe, expect, it } from "vitest";
import { EntityFeed } from "../../../client/control/scene/entity-feed.ts";
import { EntityInstances } from "../../../client/control/scene/entity-instances.ts";
import { LocalSpace } from "../../../client/control/scene/local-space.ts";
import { Store } from "../../../client/twin/store.ts";
import type { RosterEntry } from "../../../shared/protocol.ts";
import { frameOf, type Said } from "../twin/frames.ts";

const NOW = Date.parse("2026-11-23T08:00:00Z");
const HERE = { longitude: 140.11, latitude: 35.6 };
const GROUND = 36;
const ALL = Number.POSITIVE_INFINITY;

function world(handles: number) {
  const store = new Store();
  const instances = new EntityInstances();
  const space = new LocalSpace(HERE.longitude, HERE.latitude, GROUND);
  const feed = new EntityFeed({ store, instances, space });
  const entities = Array.from(
    { length: handles },
    (_, i): RosterEntry => [i, `v${i}`, 1, 0, "test", ""],
  );
  store.roster({ entities, keysFrom: 0, keys: [] });
  const say = (...said: Said[]) => store.apply(frameOf([{ entities: said }], NOW));
  const up = (handle: number) => {
    const out = new Float64Array(3);
    instances.shownAt(feed.slotOf(handle), 1e6, out);
    return out[2] as number;
  };
  return { store, instances, feed, say, up };
}

describe("EntityFeed", () => {
  it("puts on the ground what is below it or of no known height, and leaves the rest where it is", () => {
    const { feed, say, up } = world(3);
    say({ handle: 0, ...HERE, height: 0, at: NOW });
    say({ handle: 1, ...HERE, at: NOW });
    say({ handle: 2, ...HERE, height: GROUND + 50, at: NOW });
    feed.work(0, NOW, ALL);
    expect(up(0)).toBeCloseTo(0, 1);
    expect(up(1)).toBeCloseTo(0, 1);
    expect(up(2)).toBeCloseTo(50, 1);
    expect(feed.airborne).toBe(true);
  });

  it("does at most what the time allows, and the rest later", () => {
    const { feed, store } = world(5_000);
    const said = Array.from({ length: 5_000 }, (_, handle) => ({ handle, ...HERE, at: NOW }));
    store.apply(frameOf([{ entities: said }], NOW));
    feed.work(0, NOW, 0);
    expect(feed.count).toBeGreaterThan(0);
    expect(feed.count).toBeLessThan(5_000);
    for (let turn = 0; feed.waiting > 0 && turn < 100; turn++) feed.work(0, NOW, 0);
    expect(feed.count).toBe(5_000);
  });

  it("draws no one of a hidden source, and everyone again once it is shown", () => {
    const { feed, instances, say } = world(2);
    say({ handle: 0, ...HERE, at: NOW }, { handle: 1, ...HERE, at: NOW });
    feed.work(0, NOW, ALL);
    const slots = [feed.slotOf(0), feed.slotOf(1)];
    feed.setSourcesHidden(new Set(["test"]));
    feed.work(1, NOW, ALL);
    say({ handle: 0, ...HERE, at: NOW + 1_000 });
    feed.work(2, NOW, ALL);
    expect([feed.slotOf(0), feed.slotOf(1)]).toEqual([-1, -1]);
    expect(slots.some((slot) => instances.isShown(slot))).toBe(false);
    feed.setSourcesHidden(new Set(["other"]));
    feed.work(3, NOW, ALL);
    expect([feed.slotOf(0), feed.slotOf(1)].every((slot) => instances.isShown(slot))).toBe(true);
  });

  it("uses the slot of who has gone for who comes", () => {
    const { store, feed, instances, say } = world(3);
    say({ handle: 0, ...HERE, at: NOW }, { handle: 1, ...HERE, at: NOW });
    feed.work(0, NOW, ALL);
    const freed = feed.slotOf(0);
    store.apply(frameOf([{ snapshot: true, entities: [{ handle: 1, ...HERE, at: NOW }] }], NOW));
    expect(instances.isShown(freed)).toBe(false);
    say({ handle: 2, ...HERE, at: NOW });
    feed.work(0, NOW, ALL);
    expect(feed.slotOf(2)).toBe(freed);
    expect(feed.handleOf(freed)).toBe(2);
    expect(feed.count).toBe(2);
  });

  it("draws no one after a new session began", () => {
    const { store, feed, instances, say } = world(1);
    say({ handle: 0, ...HERE, at: NOW });
    feed.work(0, NOW, ALL);
    store.clear();
    feed.work(1, NOW, ALL);
    expect(feed.count).toBe(0);
    expect(instances.isShown(0)).toBe(false);
  });

  it("jumps to what no vehicle could have driven to, and glides otherwise", () => {
    const { feed, say } = world(2);
    say({ handle: 0, ...HERE, at: NOW - 1_000 }, { handle: 1, ...HERE, at: NOW - 1_000 });
    feed.work(0, NOW, ALL);
    say({ handle: 0, longitude: HERE.longitude + 0.0001, latitude: HERE.latitude, at: NOW });
    feed.work(10, NOW, ALL);
    expect(feed.movingUntil).toBeGreaterThan(10.9);
    const until = feed.movingUntil;
    say({ handle: 1, longitude: HERE.longitude + 0.5, latitude: HERE.latitude, at: NOW });
    feed.work(until, NOW, ALL);
    expect(feed.movingUntil).toBe(until);
  });

  it("jumps over a time in which nothing was known, and back in time", () => {
    const { feed, say } = world(1);
    const near = (steps: number) => ({ ...HERE, longitude: HERE.longitude + steps * 0.0001 });
    say({ handle: 0, ...near(0), at: NOW });
    feed.work(0, NOW, ALL);
    for (let step = 1; step <= 3; step++) {
      say({ handle: 0, ...near(step), at: NOW + step * 2_000 });
      feed.work(step * 2, NOW + step * 2_000, ALL);
    }
    const until = feed.movingUntil;
    expect(until).toBeGreaterThan(6);
    say({ handle: 0, ...near(4), at: NOW + 66_000 });
    feed.work(66, NOW + 66_000, ALL);
    expect(feed.movingUntil).toBeLessThanOrEqual(66);
    say({ handle: 0, ...near(1), at: NOW });
    feed.work(67, NOW, ALL);
    expect(feed.movingUntil).toBeLessThanOrEqual(67);
  });

  it("jumps over a silence that its rhythm, as it was until then, does not explain", () => {
    const { store, feed, say } = world(1);
    const near = (steps: number) => ({ ...HERE, longitude: HERE.longitude + steps * 0.0001 });
    // It speaks once a minute, as the roster says.
    store.roster({ entities: [[0, "v0", 1, 0, "test", "", 60]], keysFrom: 0, keys: [] });
    say({ handle: 0, ...near(0), at: NOW });
    feed.work(0, NOW, ALL);
    say({ handle: 0, ...near(1), at: NOW + 60_000 });
    feed.work(60, NOW + 60_000, ALL);
    expect(feed.movingUntil).toBeGreaterThan(60);
    feed.arrive();
    say({ handle: 0, ...near(2), at: NOW + 310_000 });
    feed.work(310, NOW + 310_000, ALL);
    expect(feed.movingUntil).toBeLessThanOrEqual(310);
  });

  it("puts everything where it is known to be while the moment stands", () => {
    const { feed, instances, say } = world(1);
    const there = { ...HERE, longitude: HERE.longitude + 0.0001 };
    say({ handle: 0, ...HERE, at: NOW });
    feed.work(0, NOW, ALL);
    say({ handle: 0, ...there, at: NOW + 1_000 });
    feed.work(1, NOW + 1_000, ALL, true);
    const out = new Float64Array(3);
    instances.shownAt(feed.slotOf(0), 1, out);
    expect(out[0]).toBeGreaterThan(8);
    expect(feed.movingUntil).toBeLessThanOrEqual(1);
  });

  it("goes with a quick replay, whose frames leave out most fixes", () => {
    const store = new Store();
    const instances = new EntityInstances();
    const space = new LocalSpace(HERE.longitude, HERE.latitude, GROUND);
    const feed = new EntityFeed({ store, instances, space });
    store.roster({ entities: [[0, "v", 1, 0, "test", ""]], keysFrom: 0, keys: [] });
    // One second between fixes, and a frame for every minute: what is seen is a minute apart.
    for (let minute = 0; minute < 4; minute++) {
      const at = NOW + minute * 60_000;
      const longitude = HERE.longitude + minute * 0.005;
      store.apply(frameOf([{ entities: [{ handle: 0, ...HERE, longitude, at }] }], at));
      feed.work(minute * 60, at, ALL);
    }
    expect(store.describe(0)?.interval).toBeNaN();
    expect(feed.movingUntil).toBeGreaterThan(180 + 60);
  });
});
