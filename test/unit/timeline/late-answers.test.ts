import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Room } from "../../../client/control/room.ts";
import { eventKeys } from "../../../client/control/timeline/event-keys.ts";
import { goToEvent } from "../../../client/control/timeline/go-to-event.ts";
import { goToTrip } from "../../../client/control/timeline/go-to-trip.ts";
import { timelineKeys } from "../../../client/control/timeline/timeline-keys.ts";
import { timelineNote } from "../../../client/control/timeline/timeline-note.ts";
import { CityClock } from "../../../client/twin/city-clock.ts";
import { Selection } from "../../../client/twin/selection.ts";

const NOW = Date.UTC(2026, 10, 23, 3, 10);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BUS = { type: "entity", id: "bus:1" } as const;

let clock: CityClock;
let selection: Selection;
let room: Room;
let asked: URL[];
let answer: (body: object) => void;

beforeEach(() => {
  vi.useFakeTimers();
  clock = new CityClock(
    () => NOW,
    () => 0,
  );
  selection = new Selection();
  selection.select(BUS);
  room = { clock, selection, link: { serverNow: () => NOW } } as unknown as Room;
  asked = [];
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(new URL(url, "http://city"));
    return new Promise<Response>((resolve) => {
      answer = (body) => resolve(Response.json(body));
    });
  });
});
afterEach(() => {
  timelineNote.value = undefined;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const grant = (at: number) =>
  clock.take({ mode: "replay", at, rate: 0, state: "paused", cleared: true });
const events = (at: number) => ({ events: [{ at, type: "stop" }], more: false });
const trips = (at: number) => ({ trips: [{ from: at }] });

describe("an answer that comes late", () => {
  it("goes to the event where nobody has gone elsewhere meanwhile", async () => {
    const going = goToEvent(room, "before");
    answer(events(NOW - HOUR));
    await going;
    expect(clock.now()).toBe(NOW - HOUR);
    // The next is asked for before the server has shown this one.
    const next = goToEvent(room, "before");
    grant(NOW - HOUR);
    answer(events(NOW - 2 * HOUR));
    await next;
    expect(clock.now()).toBe(NOW - 2 * HOUR);
  });

  it("takes nobody back into the past who has returned to now", async () => {
    clock.goTo(NOW - HOUR);
    grant(NOW - HOUR);
    const going = [goToEvent(room, "before")];
    const first = answer;
    going.push(goToTrip(room, { goTo: (at) => clock.goTo(at) }, BUS.id));
    clock.live();
    first(events(NOW - 2 * HOUR));
    answer(trips(NOW - 3 * HOUR));
    await Promise.all(going);
    expect(clock.wish).toEqual({ mode: "live" });
    clock.take({ mode: "live", cleared: true });
    expect(clock.state.peek().mode).toBe("live");
  });

  it("does not overwrite a newer moment, nor goes to the trip of another", async () => {
    const going = goToTrip(room, { goTo: (at) => clock.goTo(at) }, BUS.id);
    clock.goTo(NOW - 5 * HOUR);
    answer(trips(NOW - 3 * HOUR));
    await going;
    expect(clock.now()).toBe(NOW - 5 * HOUR);
    const other = goToTrip(room, { goTo: (at) => clock.goTo(at) }, BUS.id);
    selection.select({ type: "entity", id: "bus:2" });
    answer(trips(NOW - 6 * HOUR));
    await other;
    expect(clock.now()).toBe(NOW - 5 * HOUR);
  });

  it("is taken while the past plays on, and after a connection that was lost", async () => {
    clock.goTo(NOW - HOUR, 60);
    const going = goToTrip(room, { goTo: (at) => clock.goTo(at) }, BUS.id);
    clock.take({ mode: "replay", at: NOW - HOUR, rate: 60, state: "playing", cleared: true });
    clock.lost();
    answer(trips(NOW - 3 * HOUR));
    await going;
    expect(clock.now()).toBe(NOW - 3 * HOUR);
  });
});

describe("the events of a long past", () => {
  it("are asked for in no longer a stretch than one question may be about", async () => {
    clock.goTo(NOW - 500 * DAY);
    void goToEvent(room, "next");
    const [from, to] = ["from", "to"].map((name) =>
      Date.parse(asked.at(-1)?.searchParams.get(name) ?? ""),
    ) as [number, number];
    expect(from).toBe(NOW - 500 * DAY + 1);
    expect(to - from).toBeLessThanOrEqual(400 * DAY);
  });

  it("have a key each, though one observation crosses two borders", () => {
    const crossing = { at: NOW, type: "crossing", entity: BUS.id };
    const told = [
      ...[{ ...crossing, region: "a", detail: "leave" }],
      ...[{ ...crossing, region: "b", detail: "enter" }],
      ...[{ at: NOW, type: "source-silent", source: "north" }],
      ...[{ at: NOW, type: "source-silent", source: "south" }],
      ...[{ at: NOW, type: "stop" }],
      ...[{ at: NOW, type: "stop" }],
    ];
    const keys = eventKeys(told);
    expect(new Set(keys).size).toBe(told.length);
    expect(eventKeys([...told, { at: NOW - 1, type: "start" }]).slice(0, -1)).toEqual(keys);
  });
});

describe("a key whose part cannot be loaded", () => {
  it("says so", async () => {
    vi.useRealTimers();
    vi.resetModules();
    vi.doMock("../../../client/control/timeline/go-to-event.ts", () => {
      throw new Error("gone");
    });
    const key = timelineKeys(room).find(({ keys }) => keys.includes("Shift+PageUp"));
    key?.act?.("Shift+PageUp");
    await expect.poll(() => timelineNote.value).toMatch(/^The server did not answer \(/);
    vi.doUnmock("../../../client/control/timeline/go-to-event.ts");
  });
});
