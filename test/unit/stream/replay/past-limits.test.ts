import { describe, expect, it } from "vitest";
import { WORLD } from "./past-page.ts";
import { drive, MINUTE, T, watch } from "./watch-past.ts";

describe("a page in the past, at its limits", () => {
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

  it("waits for room where pages in the past hold as much as they may together", async () => {
    const rows = Array.from({ length: 9 }, (_, i) => drive(`e${i}`, T, T)).flat();
    const { page, go, work } = watch(rows, { replayEntitiesTogether: 17 });
    work.work.take({ type: "go", page: 2, at: T, rate: 0 });
    await work.settle();
    await go(T + 1_000);
    await work.pass(500);
    expect(page.problems.map(({ code }) => code)).toEqual(["clock/full"]);
    expect(page.problems[0]?.message).toContain("limits.replayEntitiesTogether");
    expect(page.frames).toEqual([]);
    work.work.take({ type: "close", page: 2 });
    await work.pass(6_000);
    expect(page.seen).toHaveLength(9);
    // Its own place is its own: it goes elsewhere.
    await go(T);
    expect(page.seen).toHaveLength(9);
  });

  it.each([
    ["in leaps", 600, { replayEntities: 8 }],
    ["by reading on", 5, { replayEntities: 8 }],
    ["in leaps", 600, { replayEntitiesTogether: 8 }],
    ["by reading on", 5, { replayEntitiesTogether: 8 }],
  ])(
    "[P29] is told once what of a city that has grown is left out, %s (%i, %o)",
    async (_way, rate, limits) => {
      // Three at first, and each minute one more; with much to say, so that it leaps.
      const rows = Array.from({ length: 12 }, (_, i) =>
        drive(`e${i}`, T + Math.max(0, i - 2) * MINUTE, T + 40 * MINUTE, 500),
      ).flat();
      const { work, page, go } = watch(rows, { ...limits, replayPerTick: 100 });
      await go(T, rate);
      await work.pass(rate === 600 ? 3_000 : 150_000);
      expect(page.shown).toBeGreaterThan(T + 11 * MINUTE);
      expect(page.model.entities.size).toBe(8);
      expect(page.problems).toEqual([expect.objectContaining({ code: "clock/left-out" })]);
      expect(page.problems[0]?.message).toContain(`limits.${Object.keys(limits)[0]}.`);
      // Elsewhere there is room.
      await go(T, 0);
      await work.pass(500);
      expect(page.seen).toHaveLength(3);
      expect(page.problems).toHaveLength(1);
    },
  );

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
