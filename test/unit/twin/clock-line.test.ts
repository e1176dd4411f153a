import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CityClock } from "../../../client/twin/city-clock.ts";
import { ClockLine } from "../../../client/twin/clock-line.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { Ack, ClockRequest, ClockTold } from "../../../shared/protocol.ts";

const NOW = Date.parse("2026-11-23T08:00:00Z");
const THEN = NOW - 3_600_000;

/** A page's clock and its line, with a server that does what the test says. */
function world() {
  let ours = 0;
  const sent: { wish: ClockRequest; answer: (ack: Ack) => void }[] = [];
  const noted: Problem[] = [];
  const seen = { cleared: 0, begun: 0 };
  const clock = new CityClock(
    () => NOW + ours,
    () => ours,
  );
  const line = new ClockLine({
    clock,
    send: (wish, answer) => sent.push({ wish, answer }),
    clear: () => seen.cleared++,
    begin: () => seen.begun++,
    note: (told) => noted.push(told),
  });
  const pass = (milliseconds: number) => {
    ours += milliseconds;
    vi.advanceTimersByTime(milliseconds);
  };
  const grant = () => sent.at(-1)?.answer({ ok: true, serverTime: NOW });
  const refuse = (code: string) =>
    sent
      .at(-1)
      ?.answer({ ok: false, problem: { severity: "error", code, message: code } as Problem });
  const tell = (at: number, rate = 0, more: object = {}) => {
    const state = rate > 0 ? "playing" : "paused";
    line.turn({ mode: "replay", cleared: true, at, rate, state, ...more } as ClockTold);
  };
  return { clock, line, sent, noted, seen, pass, grant, refuse, tell };
}

/** One that shows `THEN` at a rate. */
function past(rate = 0) {
  const it = world();
  it.line.greet();
  it.clock.goTo(THEN, rate);
  it.grant();
  it.tell(THEN, rate);
  it.pass(200);
  return it;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("the page's clock", () => {
  it("shows now until it is asked for another moment, and that one once the server grants it", () => {
    const { clock, line, sent, grant, tell, pass } = world();
    line.greet();
    expect(clock.now()).toBe(NOW);
    clock.goTo(THEN, 10);
    expect(sent.map(({ wish }) => wish)).toEqual([
      { mode: "replay", at: new Date(THEN).toISOString(), rate: 10 },
    ]);
    expect(clock.state.value).toMatchObject({ mode: "replay", at: THEN, state: "loading" });
    pass(100);
    expect(clock.now()).toBe(THEN);
    grant();
    tell(THEN, 10);
    pass(1_000);
    expect(clock.state.value).toMatchObject({ state: "playing", rate: 10 });
    expect(clock.now()).toBeCloseTo(THEN + 10_000, -2);
  });

  it("scrubbing sends at most about ten a second, and always the last", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 3_600 })), {
          minLength: 1,
          maxLength: 60,
        }),
        (moves) => {
          const { clock, line, sent, pass } = world();
          line.greet();
          let spent = 0;
          for (const [wait, seconds] of moves) {
            pass(wait);
            spent += wait;
            clock.goTo(NOW - seconds * 1_000);
          }
          expect(sent.length).toBeLessThanOrEqual(1 + spent / 100);
          pass(150);
          const last = moves.at(-1)?.[1] ?? 0;
          const wish = sent.at(-1)?.wish;
          expect(wish?.mode === "replay" && Date.parse(String(wish.at))).toBe(NOW - last * 1_000);
          expect(clock.now()).toBe(NOW - last * 1_000);
          line.stop();
        },
      ),
      { numRuns: 60 },
    );
  });

  it("what an older wish brought does not move the clock, and clears the picture all the same", () => {
    const { clock, seen, grant, tell, pass } = past();
    const before = seen.cleared;
    clock.goTo(THEN - 60_000);
    grant();
    pass(100);
    clock.goTo(THEN - 600_000);
    tell(THEN - 60_000);
    expect(seen.cleared).toBe(before + 1);
    expect(clock.now()).toBe(THEN - 600_000);
    expect(clock.state.value).toMatchObject({ state: "loading" });
    grant();
    tell(THEN - 600_000);
    expect(clock.state.value).toMatchObject({ state: "paused", at: THEN - 600_000 });
  });

  it("believes what is told in the end, though it is not what was asked for", () => {
    const { clock, grant, tell, pass } = past();
    clock.goTo(THEN - 600_000);
    grant();
    tell(THEN - 300_000);
    expect(clock.state.value).toMatchObject({ state: "loading" });
    pass(2_000);
    expect(clock.state.value).toMatchObject({ state: "paused", at: THEN - 300_000 });
  });

  it("a refusal is noted, and leaves it as it was", () => {
    const live = world();
    live.line.greet();
    live.clock.goTo(THEN);
    live.refuse("clock/out-of-range");
    expect(live.clock.state.value).toEqual({ mode: "live" });
    expect(live.noted.map(({ code }) => code)).toEqual(["clock/out-of-range"]);

    const playing = past(2);
    playing.clock.goTo(0);
    playing.pass(1_000);
    playing.refuse("clock/out-of-range");
    expect(playing.clock.state.value).toMatchObject({ mode: "replay", state: "playing", rate: 2 });
    expect(playing.clock.now()).toBeGreaterThan(THEN + 2_000);
  });

  it("is the past until the server sends now", () => {
    const { clock, line, grant } = past(1);
    clock.live();
    expect(clock.state.value).toMatchObject({ mode: "replay", state: "loading" });
    grant();
    expect(clock.state.value.mode).toBe("replay");
    line.turn({ mode: "live", cleared: true });
    expect(clock.state.value).toEqual({ mode: "live" });
  });

  it("stays in the past over a lost connection, and looks at nothing before it is there again", () => {
    const { clock, line, sent, seen, grant, tell, pass } = past(10);
    pass(1_000);
    const at = clock.now();
    line.lost();
    pass(5_000);
    expect(clock.now()).toBeCloseTo(at, -1);
    expect(clock.state.value).toMatchObject({ mode: "replay", state: "loading", rate: 10 });
    const before = sent.length;
    line.greet();
    expect(line.awaitsPast).toBe(true);
    expect(sent.length).toBe(before + 1);
    const { wish } = sent.at(-1) as { wish: ClockRequest };
    expect(wish).toMatchObject({ mode: "replay", rate: 10 });
    expect(wish.mode === "replay" && Date.parse(String(wish.at))).toBeCloseTo(at, -1);
    grant();
    expect(seen.begun).toBe(1);
    expect(line.awaitsPast).toBe(false);
    tell(at, 10);
    expect(clock.state.value).toMatchObject({ state: "playing" });
  });

  it("waits for a server that has just started to know its past, and gives up in the end", () => {
    const { clock, line, sent, noted, seen, refuse, pass } = past();
    line.lost();
    line.greet();
    for (let tries = 0; tries < 9; tries++) {
      refuse("clock/no-history");
      expect(clock.state.value.mode).toBe("replay");
      pass(1_100);
    }
    expect(noted).toEqual([]);
    const asked = sent.length;
    refuse("clock/no-history");
    expect(clock.state.value).toEqual({ mode: "live" });
    expect(seen.begun).toBe(1);
    expect(noted).toHaveLength(1);
    pass(5_000);
    expect(sent.length).toBe(asked);
  });

  it("asks the last one again where it was dropped unanswered", () => {
    const { clock, sent, pass } = past();
    clock.goTo(THEN - 5_000);
    const before = sent.length;
    pass(10_500);
    expect(sent.length).toBe(before + 1);
    expect(sent.at(-1)?.wish).toEqual(sent.at(-2)?.wish);
  });

  it("leaves it to the server where another rate begins, and names every moment that is gone to", () => {
    const { clock, line, sent, grant, tell, pass } = past(60);
    const newest = () => sent.at(-1)?.wish;
    pass(1_000);
    clock.play(10);
    expect(newest()).toEqual({ mode: "replay", rate: 10 });
    pass(200);
    // Not granted yet: still the same moment.
    clock.pause();
    expect(newest()).toEqual({ mode: "replay", rate: 0 });
    const stood = THEN + 66_500;
    grant();
    tell(stood, 0, { cleared: false });
    expect(clock.state.value).toMatchObject({ state: "paused", at: stood });
    pass(200);
    clock.play(60);
    expect(newest()).toEqual({ mode: "replay", rate: 60 });
    grant();
    tell(stood, 60, { cleared: false });
    pass(1_000);
    // Close by, while it runs fast: what the server shows on its way is not it.
    const there = stood + 40_000;
    clock.goTo(there);
    expect(newest()).toEqual({ mode: "replay", at: new Date(there).toISOString(), rate: 0 });
    tell(stood + 66_000, 0, { cleared: false });
    expect(clock.now()).toBe(there);
    grant();
    tell(there);
    expect(clock.state.value).toMatchObject({ state: "paused", at: there });
    pass(200);
    clock.step(-1_000);
    clock.play(5);
    pass(200);
    const back = new Date(there - 1_000).toISOString();
    expect(newest()).toEqual({ mode: "replay", at: back, rate: 5 });
    // A new session knows nothing of where it was.
    grant();
    tell(there - 1_000, 5);
    pass(200);
    clock.play(2);
    line.lost();
    line.greet();
    expect(newest()).toMatchObject({ mode: "replay", at: expect.any(String), rate: 2 });
  });

  it("what was wished without a connection is asked for once there is one", () => {
    const { clock, line, sent } = world();
    clock.goTo(THEN);
    expect(sent).toEqual([]);
    line.greet();
    expect(sent).toHaveLength(1);
  });

  it("goes back to now without a word where the connection was lost meanwhile", () => {
    const { clock, line, seen } = past();
    line.lost();
    clock.live();
    line.greet();
    expect(clock.state.value).toEqual({ mode: "live" });
    expect(line.awaitsPast).toBe(false);
    expect(seen.begun).toBe(0);
  });

  it("never goes back while it plays, and follows the frames", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 10, 60, 600),
        fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 5, maxLength: 60 }),
        (rate, jitter) => {
          const { clock, line, pass } = past(rate);
          let last = clock.now();
          let server = last;
          for (const late of jitter) {
            pass(100);
            server += 100 * rate;
            line.frame(server + late * rate);
            expect(clock.now()).toBeGreaterThanOrEqual(last);
            last = clock.now();
          }
          for (let settled = 0; settled < 60; settled++) {
            pass(100);
            server += 100 * rate;
            line.frame(server);
          }
          expect(Math.abs(clock.now() - server)).toBeLessThan(300 * rate);
          line.stop();
        },
      ),
      { numRuns: 40 },
    );
  });

  it("does not run on without pictures", () => {
    const { clock, line, pass } = past(10);
    line.frame(THEN + 2_000);
    pass(60_000);
    expect(clock.now()).toBeLessThan(THEN + 250_000);
    line.frame(THEN + 600_000);
    pass(1_000);
    expect(clock.now()).toBeGreaterThan(THEN + 600_000);
  });

  it("counts a turn where the moment was moved, and none where it goes on", () => {
    const { clock, tell, grant, pass } = past(10);
    const before = clock.turns;
    pass(500);
    clock.play(60);
    grant();
    tell(clock.now() + 20, 60, { cleared: false });
    expect(clock.turns).toBe(before);
    clock.step(-60_000);
    expect(clock.turns).toBeGreaterThan(before);
    expect(clock.isStanding).toBe(true);
  });
});
