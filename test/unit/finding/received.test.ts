import { describe, expect, it } from "vitest";
import { HEIGHT, Received, SPEED } from "../../../client/control/finding/received.ts";
import { CityClock } from "../../../client/twin/city-clock.ts";
import { Selection } from "../../../client/twin/selection.ts";
import { Store } from "../../../client/twin/store.ts";
import type { EntityState } from "../../../shared/entity-state.ts";
import { frameOf } from "../twin/frames.ts";

const NOW = Date.parse("2026-11-23T08:00:00Z");
const HERE = { longitude: 140.1123, latitude: 35.6071 };
const BUS = { type: "entity", id: "bus:1" } as const;

/** A page with two buses in view; `send` frames what bus 1 says. */
function page() {
  const store = new Store();
  const roster = () =>
    store.roster({
      entities: [
        [1, "bus:1", 2, 0, "a", ""],
        [2, "bus:2", 2, 0, "a", ""],
      ],
      keysFrom: 0,
      keys: ["occupancy", "load"],
    });
  roster();
  const selection = new Selection();
  const received = new Received(store, selection, new CityClock(() => Date.now()));
  const send = (at: number, said: object, handle = 1) =>
    store.apply(frameOf([{ entities: [{ handle, ...HERE, at: NOW + at, ...said }] }], NOW + at));
  const pointsOf = (name: string) => {
    const course = received.courseOf(name);
    return course?.times.map((time, place) => [time - NOW, course.values[place]]);
  };
  return { store, roster, selection, received, send, pointsOf };
}

function stateOf(values: Record<string, number>, at: number): EntityState {
  const iso = new Date(NOW + at).toISOString();
  return {
    ...{ id: "bus:1", kind: "transit", source: "a", provenance: "live", stale: false },
    ...{ observedAt: iso, receivedAt: iso, values },
    valuesObservedAt: Object.fromEntries(Object.keys(values).map((name) => [name, iso])),
  };
}

describe("what was received of the selected entity", () => {
  it("grows with every frame that tells something of it, value by value", () => {
    const { selection, send, pointsOf } = page();
    selection.select(BUS);
    send(0, { speed: 5, height: 10, values: { 0: 0.5 } });
    send(1_000, { speed: 6, height: 10 });
    send(2_000, { speed: 7, height: 10, values: { 0: 0.5, 1: 3 } });
    expect(pointsOf("occupancy")).toEqual([
      [0, 0.5],
      [2_000, 0.5],
    ]);
    expect(pointsOf("load")).toEqual([[2_000, 3]]);
    expect(pointsOf(SPEED)?.map(([at]) => at)).toEqual([0, 1_000, 2_000]);
    expect(pointsOf(HEIGHT)).toHaveLength(3);
  });

  it("is not what others say", () => {
    const { selection, send, pointsOf } = page();
    selection.select(BUS);
    send(0, { values: { 0: 0.9 }, speed: 3 }, 2);
    expect([pointsOf("occupancy"), pointsOf(SPEED)]).toEqual([undefined, undefined]);
  });

  it("begins anew with another selection, and not with the same one again", () => {
    const { selection, send, pointsOf } = page();
    selection.select(BUS);
    send(0, { values: { 0: 0.5 } });
    selection.select({ ...BUS });
    expect(pointsOf("occupancy")).toHaveLength(1);
    selection.select({ type: "entity", id: "bus:2" });
    selection.select(BUS);
    expect(pointsOf("occupancy")).toBeUndefined();
    selection.select(undefined);
    send(1_000, { values: { 0: 0.6 } });
    expect(pointsOf("occupancy")).toBeUndefined();
  });

  it("starts with how it moves where it is in view already", () => {
    const { selection, send, pointsOf } = page();
    send(0, { speed: 5 });
    selection.select(BUS);
    expect(pointsOf(SPEED)).toEqual([[0, expect.closeTo(5, 1)]]);
  });

  it("takes from the server's memory only what is newer than what came by itself", () => {
    const { selection, received, send, pointsOf } = page();
    selection.select(BUS);
    received.told(stateOf({ occupancy: 0.1 }, -60_000));
    send(1_000, { values: { 0: 0.5 } });
    received.told(stateOf({ occupancy: 0.5 }, 500));
    received.told(stateOf({ occupancy: 0.7 }, 3_000));
    received.told({ ...stateOf({ occupancy: 0.9 }, 9_000), id: "bus:2" });
    expect(pointsOf("occupancy")).toEqual([
      [-60_000, 0.1],
      [1_000, 0.5],
      [3_000, 0.7],
    ]);
  });

  it("goes on after the connection was lost and a new session gave it another handle", () => {
    const { store, selection, send, pointsOf } = page();
    selection.select(BUS);
    send(0, { values: { 0: 0.5 } });
    store.clear();
    store.roster({
      entities: [[9, "bus:1", 2, 0, "a", ""]],
      keysFrom: 0,
      keys: ["load", "occupancy"],
    });
    send(60_000, { values: { 1: 0.25 } }, 9);
    expect(pointsOf("occupancy")).toEqual([
      [0, 0.5],
      [60_000, 0.25],
    ]);
  });
});
