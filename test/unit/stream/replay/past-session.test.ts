import { describe, expect, it } from "vitest";
import { problem } from "../../../../shared/problem.ts";
import { statement } from "../../state/statement.ts";
import { WORLD } from "./past-page.ts";
import { drive, MINUTE, T, watch } from "./watch-past.ts";

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
    // What a page knows of its clock is a little behind: it leaves out the moment.
    await go(undefined, 0);
    const stood = page.shown;
    expect(page.clock).toMatchObject({ state: "paused", cleared: false, at: stood });
    await work.pass(3_000);
    expect(page.shown).toBe(stood);
    await go(undefined, 5);
    expect(page.clock).toMatchObject({ state: "playing", cleared: false, at: stood, rate: 5 });
    await work.pass(3_000);
    expect(page.shown).toBeGreaterThan(stood + 13_000);
    expect(page.clocks.filter(({ cleared }) => cleared)).toHaveLength(1);
    // One picture to begin with, and one to make whole where it stood.
    expect(asked("as-of")).toHaveLength(2);
  });

  it("[P29] shows the very moment that is asked for, also where that is close and it runs fast", async () => {
    const { work, page, go, picture } = watch(drive("a", T, T + 60 * MINUTE));
    await go(T + 10 * MINUTE, 60);
    await work.pass(3_000);
    const back = Math.floor((page.shown - T) / 1000) - 20;
    await go(T + back * 1000, 0);
    expect(page.shown).toBe(T + back * 1000);
    expect(picture()).toEqual({ a: [back, back, back] });
    await go(undefined, 60);
    await work.pass(3_000);
    const on = Math.floor((page.shown - T) / 1000) + 5;
    await go(T + on * 1000, 0);
    await work.pass(500);
    expect(page.shown).toBe(T + on * 1000);
    expect(picture()).toEqual({ a: [on, on, on] });
  });

  it("[P29] comes to know what was kept only after it stood there", async () => {
    const now = T + 10 * MINUTE;
    const { past, work, page, go, picture, asked } = watch(drive("a", T, now - MINUTE), {}, now);
    await go(now - 5_000);
    expect(picture()).toEqual({ a: [540, 540, 540] });
    past.add(...drive("b", now - 20_000, now - 10_000));
    await work.pass(10_000);
    expect(page.seen).toEqual(["a", "b"]);
    past.add(...drive("c", now - 20_000, now - 10_000));
    await work.pass(5 * MINUTE);
    expect(page.seen).toContain("c");
    // Seldom, the longer it stands, and no more once nothing can be late.
    await work.pass(10 * MINUTE);
    const { length } = asked("as-of");
    expect(length).toBeLessThan(12);
    await work.pass(10 * MINUTE);
    expect(asked("as-of")).toHaveLength(length);
    expect(page.clocks.filter(({ cleared }) => cleared)).toHaveLength(1);
  });

  it("[P34] ends alone where it fails by a fault of ours", async () => {
    const rows = drive("a", T, T + 10 * MINUTE);
    const { past, work, page, go } = watch(rows);
    work.work.take({ type: "look", page: 2, interest: WORLD });
    work.work.take({ type: "go", page: 2, at: T, rate: 1 });
    await go(T, 1);
    await work.pass(1_000);
    past.broken = true;
    await go(T + 5 * MINUTE);
    expect(work.failed).toEqual([1]);
    past.broken = false;
    const { messages } = page;
    await work.pass(5_000);
    expect(page.messages).toBe(messages);
    expect(work.work.size).toBe(1);
    expect(work.page(2).shown).toBeGreaterThan(T + 5_000);
  });

  it("[P31] runs on though many others scrub and scrub", async () => {
    const { past, work, page, go } = watch(drive("a", T, T + 60 * MINUTE), {
      replayQuestionsAtOnce: 2,
    });
    await go(T, 5);
    await work.pass(300);
    past.held = true;
    for (let turn = 1; turn <= 150; turn++) {
      for (let other = 2; other < 22; other++)
        work.work.take({ type: "go", page: other, at: T + other * turn * 1000, rate: 0 });
      // A history that answers two questions in a tick.
      for (const put of past.put.filter(({ answered }) => !answered).slice(0, 2)) put.answer();
      await work.pass(100);
    }
    expect(page.shown).toBeGreaterThan(T + 60_000);
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

  it("[P31] is told of each time that the history does not answer, and never of one that is over", async () => {
    const { past, work, page, go } = watch(drive("a", T, T + 20 * MINUTE));
    const codes = () => page.problems.map(({ code }) => code);
    const away = problem("history/unavailable", "history: its thread has ended.");
    await go(T, 1);
    await work.pass(1_000);
    past.fault = away;
    await work.pass(20_000);
    expect(codes()).toEqual(["history/unavailable"]);
    past.fault = undefined;
    // Elsewhere at once, before anything was read on.
    await go(T + 10 * MINUTE, 1);
    await work.pass(5_000);
    expect(codes()).toEqual(["history/unavailable"]);
    past.fault = away;
    await work.pass(20_000);
    past.fault = undefined;
    await work.pass(5_000);
    past.fault = away;
    await work.pass(20_000);
    expect(codes()).toEqual(Array.from({ length: 3 }, () => "history/unavailable"));
  });

  it("[P31] is told of a fault once, however it goes on meanwhile", async () => {
    const rows = Array.from({ length: 70 }, (_, i) => drive(`e${i}`, T, T + 45 * MINUTE)).flat();
    const { past, work, page, go } = watch(rows);
    await go(T, 600);
    await work.pass(2_000);
    past.fault = problem("history/unavailable", "history: its thread has ended.");
    await work.pass(3_000);
    for (const rate of [1, 600, 1]) {
      await go(undefined, rate);
      await work.pass(15_000);
    }
    expect(page.problems.map(({ code }) => code)).toEqual(["history/unavailable"]);
    past.fault = undefined;
    await work.pass(5_000);
    // What was the matter with leaps is over, though it has not leapt since.
    await go(undefined, 600);
    await work.pass(2_000);
    expect(page.problems).toHaveLength(1);
  });
});
