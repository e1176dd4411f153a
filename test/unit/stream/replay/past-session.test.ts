import { describe, expect, it } from "vitest";
import type { Limits } from "../../../../server/security/limits.ts";
import type { Accepted } from "../../../../shared/observation.ts";
import { problem } from "../../../../shared/problem.ts";
import { statement } from "../../state/statement.ts";
import { KeptPast } from "./kept-past.ts";
import { PastWork, WORLD } from "./past-page.ts";

/** The first moment of which something is kept. */
const T = Date.UTC(2026, 10, 20, 8, 0, 0);
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Somebody who drives east, 0.00001 degrees a second. */
function drive(id: string, from: number, to: number, every = 1000): Accepted[] {
  const rows: Accepted[] = [];
  for (let at = from; at <= to; at += every) {
    const position = { longitude: 140 + (at - T) / 1e8, latitude: 35 };
    const values = new Map([["speed", (at - T) / 1000]]);
    rows.push(statement(id, at, { entity: { kind: "vehicle" }, position, values }));
  }
  return rows;
}

/** One page that looks at all of a past. */
function watch(rows: readonly Accepted[], limits: Partial<Limits> = {}, now = T + DAY) {
  const past = new KeptPast(rows);
  const work = new PastWork(past, now, limits);
  work.work.take({ type: "look", page: 1, interest: WORLD });
  const page = work.page();
  const go = async (at: number, rate = 0) => {
    work.work.take({ type: "go", page: 1, at, rate });
    await work.settle();
  };
  /** Longitudes by id, and the newest value. */
  const picture = () =>
    Object.fromEntries(
      [...page.model.entities].map(([handle, { longitude, values, observedAt }]) => [
        page.model.roster.get(handle)?.[1],
        [Math.round((longitude - 140) * 1e5) + 0, values.get("speed"), (observedAt - T) / 1000],
      ]),
    );
  const asked = (name: string) => past.put.filter((put) => put.name === name);
  return { past, work, page, go, picture, asked };
}

describe("a page in the past", () => {
  it("[P28] is told its clock, then who is there, then the city as of that moment", async () => {
    const { page, go, picture } = watch(drive("a", T, T + MINUTE));
    await go(T + 10_500);
    expect(page.events).toEqual(["clock", "roster", "frame"]);
    expect(page.clock).toEqual({
      ...{ mode: "replay", cleared: true, at: T + 10_500, rate: 0, state: "paused" },
    });
    expect(page.shown).toBe(T + 10_500);
    expect(picture()).toEqual({ a: [10, 10, 10] });
  });

  it("[P29] is played to at its rate, and shows at each moment what was observed up to it", async () => {
    for (const rate of [1, 2, 5]) {
      const { work, page, go, picture } = watch(drive("a", T, T + MINUTE));
      await go(T + 10_000, rate);
      await work.pass(5_000);
      const expected = T + 10_000 + 5_000 * rate;
      expect(Math.abs(page.shown - expected)).toBeLessThanOrEqual(200 * rate);
      const second = Math.floor((page.shown - T) / 1000);
      expect(picture()).toEqual({ a: [second, second, second] });
      // It is told once, and not again while it does what it was told.
      expect(page.clocks).toHaveLength(1);
      expect(page.clock).toMatchObject({ state: "playing", rate });
    }
  });

  it("[P29] stands where it is paused, plays on from there, and changes its rate without loading", async () => {
    const { work, page, go, asked } = watch(drive("a", T, T + 10 * MINUTE));
    await go(T, 1);
    await work.pass(3_000);
    // What a page says is a little behind: that is no step back.
    await go(page.shown - 300, 0);
    const stood = page.shown;
    expect(page.clock).toMatchObject({ state: "paused", cleared: false, at: stood });
    await work.pass(3_000);
    expect(page.shown).toBe(stood);
    await go(stood, 5);
    expect(page.clock).toMatchObject({ state: "playing", cleared: false, at: stood, rate: 5 });
    await work.pass(3_000);
    expect(page.shown).toBeGreaterThan(stood + 13_000);
    expect(page.clocks.filter(({ cleared }) => cleared)).toHaveLength(1);
    // One picture to begin with, and one to make whole where it stood.
    expect(asked("as-of")).toHaveLength(2);
  });

  it("[P28] forgets all where it goes back or far on, and not where it goes a little on", async () => {
    const { work, page, go, picture } = watch(drive("a", T, T + 10 * MINUTE));
    await go(T + 60_000);
    await go(T + 65_000);
    await work.pass(200);
    expect(page.shown).toBe(T + 65_000);
    expect(picture()).toEqual({ a: [65, 65, 65] });
    expect(page.clocks.map(({ cleared }) => cleared)).toEqual([true, false]);
    await go(T + 64_000);
    expect(picture()).toEqual({ a: [64, 64, 64] });
    await go(T + 400_000);
    expect(picture()).toEqual({ a: [400, 400, 400] });
    expect(page.clocks.map(({ cleared }) => cleared)).toEqual([true, false, true, true]);
  });

  it("[P30] shows a gap as a gap, and takes out who was silent for long by then", async () => {
    const rows = [...drive("a", T, T + MINUTE), ...drive("a", T + 5 * MINUTE, T + 6 * MINUTE)];
    const { work, page, go, picture } = watch([...rows, ...drive("b", T, T + 8 * MINUTE)]);
    await go(T + 55_000, 1);
    await work.pass(15_000);
    const { length } = page.frames;
    expect(picture()).toMatchObject({ a: [60, 60, 60] });
    await work.pass(30_000);
    // It is said nothing of in the gap: it stands as it was last seen, and grows old.
    expect(picture()).toMatchObject({ a: [60, 60, 60] });
    const records = page.frames.slice(length).reduce((sum, { count }) => sum + count, 0);
    expect(records).toBeLessThanOrEqual(31);
    await work.pass(60_000);
    expect(page.seen).toEqual(["b"]);
    await go(T + 5 * MINUTE + 500);
    expect(page.seen).toEqual(["a", "b"]);
  });

  it("[P29] goes by leaps where too much would go by, each of them the whole city as of its moment", async () => {
    const rows = Array.from({ length: 70 }, (_, i) => drive(`e${i}`, T, T + 45 * MINUTE));
    const said = rows.flat();
    said.push(statement("e0", T + 30 * MINUTE + 100, { entity: { name: "Chuo 12" } }));
    const { past, work, page, go, asked, picture } = watch(said);
    await go(T, 600);
    await work.pass(4_000);
    expect(asked("range").length).toBeLessThan(4);
    // As of each moment everybody was heard of within two seconds: nobody is shown as of long before.
    for (const { observedAt, count, serverTime } of page.frames.slice(5).filter((f) => f.count > 0))
      for (let i = 0; i < count; i++)
        expect(serverTime - (observedAt[i] as number)).toBeLessThan(2_000);
    expect(Math.abs(page.shown - (T + 2_400_000))).toBeLessThan(400_000);
    expect(page.model.roster.get(0)?.[5]).toBe("Chuo 12");
    // Slower again, it reads on from there.
    await go(page.shown, 1);
    await work.pass(5_000);
    const second = Math.floor((page.shown - T) / 1_000);
    expect(picture()).toMatchObject({ e7: [second, second, second] });
    expect(page.clocks.every(({ state }) => state !== "loading")).toBe(true);
    expect(past.twinAt(page.shown).size).toBe(page.seen.length);
  });

  it("[P31] waits where what it shows is late to come, says so, and goes on from there", async () => {
    const { past, work, page, go } = watch(drive("a", T, T + 10 * MINUTE));
    await go(T, 1);
    await work.pass(1_000);
    past.held = true;
    await work.pass(30_000);
    const stood = page.shown;
    expect(stood).toBeLessThan(T + 30_000);
    expect(page.clock).toMatchObject({ state: "loading", cleared: false });
    past.held = false;
    for (const put of past.put) put.answer();
    await work.pass(1_000);
    expect(page.clock).toMatchObject({ state: "playing" });
    expect(page.shown - stood).toBeLessThanOrEqual(1_100);
    expect(page.shown).toBeGreaterThan(stood + 500);
  });

  it("[P31] says that it is loading where a picture takes long, and then shows it", async () => {
    const { past, work, page, go, picture } = watch(drive("a", T, T + MINUTE));
    past.held = true;
    await go(T + 5_000, 1);
    expect(page.events).toEqual([]);
    await work.pass(300);
    expect(page.clocks).toEqual([
      { mode: "replay", cleared: true, at: T + 5_000, rate: 1, state: "loading" },
    ]);
    past.held = false;
    past.put[0]?.answer();
    await work.settle();
    expect(page.clock).toMatchObject({ state: "playing", cleared: true, at: T + 5_000 });
    expect(picture()).toMatchObject({ a: [5, 5, 5] });
  });

  it("[P31] shows the newest of many wishes, something on the way, and gives up those between", async () => {
    const { past, work, page, go, picture } = watch(drive("a", T, T + 10 * MINUTE));
    past.held = true;
    for (let i = 0; i < 50; i++) await go(T + i * 10_000);
    const under = past.put.filter(({ signal }) => signal?.aborted !== true);
    expect(under.map(({ question }) => question.at)).toEqual([T, T + 490_000]);
    under[0]?.answer();
    await work.settle();
    expect(page.clock).toMatchObject({ at: T, state: "loading", cleared: true });
    expect(picture()).toEqual({ a: [0, 0, 0] });
    under[1]?.answer();
    await work.settle();
    expect(page.clock).toMatchObject({ at: T + 490_000, state: "paused", cleared: true });
    expect(picture()).toEqual({ a: [490, 490, 490] });
  });

  it("[P31] is told what is wrong with the history, once, and is shown its moment when it is there again", async () => {
    const { past, work, page, go, picture } = watch(drive("a", T, T + MINUTE));
    past.fault = problem("history/failed", "history: its thread failed.");
    await go(T + 5_000);
    await work.pass(5_000);
    expect(page.problems.map(({ code }) => code)).toEqual(["history/failed"]);
    expect(page.clock).toMatchObject({ state: "loading" });
    past.fault = undefined;
    await work.pass(2_000);
    expect(page.clock).toMatchObject({ state: "paused" });
    expect(picture()).toEqual({ a: [5, 5, 5] });
  });

  it("[P32] ends at the present and stands there, and at real time or slower follows it", async () => {
    const now = T + 10 * MINUTE;
    const rows = drive("a", T, T + 20 * MINUTE);
    const fast = watch(rows, {}, now);
    await fast.go(now - MINUTE, 60);
    await fast.work.pass(3_000);
    expect(fast.page.clock).toMatchObject({ state: "ended", rate: 60, cleared: false });
    const stood = fast.page.shown;
    expect(fast.work.now - stood).toBeLessThan(6_000);
    await fast.work.pass(3_000);
    expect(fast.page.shown).toBe(stood);
    await fast.go(stood, 1);
    await fast.work.pass(2_000);
    expect(fast.page.shown).toBeGreaterThan(stood + 1_500);
    const slow = watch(rows, {}, now);
    await slow.go(now, 1);
    await slow.work.pass(60_000);
    expect(slow.page.clock).toMatchObject({ state: "playing" });
    expect(slow.work.now - slow.page.shown).toBeLessThan(5_000);
    expect(slow.page.clocks.length).toBeLessThan(4);
  });

  it("[P15] is made no message while it has not taken the one before, and then sees what is", async () => {
    const { work, page, go, picture } = watch(drive("a", T, T + 10 * MINUTE));
    work.reading = false;
    await go(T, 1);
    expect(page.messages).toBe(1);
    await work.pass(60_000);
    expect(page.messages).toBe(1);
    work.reading = true;
    await work.settle();
    await work.pass(200);
    expect(picture()).toMatchObject({ a: [60, 60, 60] });
  });

  it("[P18] is sent no more in one message than the limits say, and the rest as soon as that is taken", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => drive(`e${i}`, T, T + 10_000)).flat();
    const { page, go } = watch(rows, { rosterEntriesPerTick: 7 });
    await go(T + 5_000);
    expect(page.seen).toHaveLength(40);
    expect(page.messages).toBeGreaterThanOrEqual(6);
  });

  it("[P16] looks elsewhere while it stands", async () => {
    const { work, page, go } = watch(drive("a", T, T + MINUTE));
    await go(T + 5_000);
    const bbox: [number, number, number, number] = [150, 30, 151, 31];
    work.work.take({ type: "look", page: 1, interest: { ...WORLD, bbox } });
    await work.pass(200);
    expect(page.seen).toEqual([]);
    work.work.take({ type: "look", page: 1, interest: WORLD });
    await work.pass(200);
    expect(page.seen).toEqual(["a"]);
  });

  it("[P20] is sent a sign of life while it stands", async () => {
    const { work, page, go } = watch(drive("a", T, T + MINUTE));
    await go(T + 5_000);
    const { length } = page.frames;
    await work.pass(3_000);
    const signs = page.frames.slice(length);
    expect(signs.map(({ blocks }) => blocks.length)).toEqual([0, 0, 0]);
    expect(signs.every(({ serverTime }) => serverTime === T + 5_000)).toBe(true);
  });

  it("holds no more of what is ahead than the limit, and merges no more in a tick", async () => {
    const rows = Array.from({ length: 50 }, (_, i) => drive(`e${i}`, T, T + MINUTE)).flat();
    const { work, page, go, asked } = watch(rows, { replayAhead: 200, replayPerTick: 60 });
    await go(T, 5);
    await work.pass(15_000);
    expect(asked("range").every(({ question }) => question.limit === 100)).toBe(true);
    expect(page.seen).toHaveLength(50);
    expect(page.shown).toBeGreaterThan(T + 55_000);
  });

  it("is refused a city of more entities than one page in the past may have", async () => {
    const rows = Array.from({ length: 9 }, (_, i) => drive(`e${i}`, T, T)).flat();
    const { page, go, work } = watch(rows, { replayEntities: 8 });
    await go(T);
    await work.pass(500);
    expect(page.problems[0]).toMatchObject({ code: "clock/too-many-entities" });
    expect(page.problems[0]?.message).toContain("limits.replayEntities");
    expect(page.frames).toEqual([]);
  });

  it("is gone with all it asked for when it is closed", async () => {
    const { past, work, page, go } = watch(drive("a", T, T + 10 * MINUTE));
    await go(T, 1);
    past.held = true;
    await work.pass(10_000);
    work.work.take({ type: "close", page: 1 });
    expect(past.put.every(({ answered }) => answered)).toBe(true);
    const { messages } = page;
    await work.pass(2_000);
    expect(page.messages).toBe(messages);
    expect(work.work.size).toBe(0);
  });
});
