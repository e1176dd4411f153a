import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  ActivityPages,
  PAGE_BUCKETS,
  stepFor,
} from "../../../client/control/timeline/activity-pages.ts";
import { bucketAt } from "../../../client/control/timeline/bucket-at.ts";
import { coverWindow } from "../../../client/control/timeline/cover-window.ts";
import { readActivity } from "../../../client/control/timeline/read-activity.ts";
import { ACTIVITY_STEPS, type Activity } from "../../../shared/history.ts";
import { problem } from "../../../shared/problem.ts";

const NOW = Date.UTC(2026, 10, 23, 3, 10);
const HOUR = 3_600_000;

/** Every bucket says its own number. */
function activity(from: number, to: number, step: number): Activity {
  const count = Math.ceil((to - from) / step / 1_000);
  const accepted = Array.from({ length: count }, (_, index) => index + 1);
  const none = accepted.map(() => 0);
  return { from, to, step, accepted, refused: none, events: none, gaps: [] };
}

describe("the activity that is kept", () => {
  let now = NOW;
  let asked: URL[] = [];
  let answer: (url: URL) => unknown;
  let changes = 0;
  let pages: ActivityPages;

  beforeEach(() => {
    vi.useFakeTimers();
    now = NOW;
    asked = [];
    changes = 0;
    answer = (url) => {
      const get = (name: string) => url.searchParams.get(name) ?? "";
      return activity(Date.parse(get("from")), Date.parse(get("to")), Number(get("step")));
    };
    pages = new ActivityPages({
      ask: (path) => {
        const url = new URL(path, "http://city");
        asked.push(url);
        return Promise.resolve(answer(url));
      },
      now: () => now,
      changed: () => {
        changes++;
      },
    });
  });
  afterEach(() => {
    pages.destroy();
    vi.useRealTimers();
  });

  const settle = () => vi.advanceTimersByTimeAsync(0);

  it("is asked for once, and covers the window up to now", async () => {
    const window = { from: NOW - HOUR, to: NOW + 60_000 };
    pages.want(window, 60);
    pages.want(window, 60);
    await settle();
    expect(asked.map(({ pathname }) => pathname)).toEqual(["/api/history/activity"]);
    expect(changes).toBe(1);
    const pieces = pages.known(window, 60);
    expect(pieces[0]?.from).toBe(window.from);
    expect(pieces.at(-1)?.to).toBeGreaterThanOrEqual(NOW);
    now += 1_000;
    pages.want(window, 60);
    await settle();
    expect(asked).toHaveLength(1);
  });

  it("is asked for again while it grows, and hardly ever once it is past", async () => {
    const past = { from: NOW - 40 * HOUR, to: NOW - 39 * HOUR };
    pages.want({ from: NOW - HOUR, to: NOW }, 60);
    pages.want(past, 60);
    await settle();
    const before = asked.length;
    now += 15_000;
    pages.want(past, 60);
    await settle();
    expect(asked).toHaveLength(before);
    pages.want({ from: NOW - HOUR, to: NOW }, 60);
    await settle();
    expect(asked).toHaveLength(before + 1);
  });

  it("asks for no more than can be told apart, in pages of a fixed width", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 120_000, max: 400 * 24 * HOUR }),
        fc.integer({ min: 100, max: 4_000 }),
        (span, width) => {
          const step = stepFor({ from: NOW - span, to: NOW }, width);
          expect(ACTIVITY_STEPS).toContain(step);
          expect(span / step / 1_000).toBeLessThan(Math.max(width, span / 86_400_000 + 1));
        },
      ),
    );
    expect(stepFor({ from: NOW - HOUR, to: NOW }, 1_000)).toBe(60);
    expect(stepFor({ from: NOW - 7 * 24 * HOUR, to: NOW }, 1_000)).toBe(3_600);
  });

  it("shows what is known of another step until its own has come", async () => {
    const window = { from: NOW - 10 * HOUR, to: NOW - 9 * HOUR };
    pages.want(window, 3_600);
    await settle();
    expect(pages.known(window, 60)[0]?.activity.step).toBe(3_600);
    pages.want(window, 60);
    await settle();
    expect(pages.known(window, 60).map(({ activity: { step } }) => step)).toEqual([60]);
  });

  it("says what went wrong, waits, and tries again by itself", async () => {
    const right = answer;
    answer = () => problem("history/failed", "The history cannot be read.");
    const window = { from: NOW - HOUR, to: NOW };
    pages.want(window, 60);
    await settle();
    expect(pages.fault?.message).toBe("The history cannot be read.");
    pages.want(window, 60);
    await settle();
    expect(asked).toHaveLength(1);
    answer = right;
    now += 3_000;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked).toHaveLength(2);
    expect(pages.fault).toBeUndefined();
    expect(pages.known(window, 60)).toHaveLength(1);
  });

  it("says so too where the bar only stops growing, and of nothing that is all there", async () => {
    const right = answer;
    const window = { from: NOW - HOUR, to: NOW };
    pages.want(window, 60);
    await settle();
    answer = () => problem("history/failed", "The history cannot be read.");
    now += 15_000;
    pages.want({ ...window, to: now }, 60);
    await settle();
    expect(pages.fault?.message).toBe("The history cannot be read.");
    expect(pages.known(window, 60)).toHaveLength(1);
    answer = right;
    const past = { from: NOW - 40 * HOUR, to: NOW - 39 * HOUR };
    pages.want(past, 60);
    now += 3_000;
    await vi.advanceTimersByTimeAsync(3_000);
    answer = () => problem("history/failed", "The history cannot be read.");
    pages.want({ ...window, to: now }, 60);
    await settle();
    expect(pages.fault).toBeDefined();
    pages.want(past, 60);
    expect(pages.fault).toBeUndefined();
  });

  it("takes nothing that is not what it should be", async () => {
    answer = () => ({ from: 0, to: 1, step: 60, accepted: ["many"] });
    pages.want({ from: NOW - HOUR, to: NOW }, 60);
    await settle();
    expect(pages.fault?.code).toBe("page/unreadable");
    const whole = activity(NOW, NOW + 120_000, 60);
    expect(readActivity(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
    for (const odd of [null, {}, { ...whole, accepted: [-1] }, { ...whole, gaps: [{ from: 1 }] }])
      expect(readActivity(odd)).toBeUndefined();
  });

  it("forgets what was not looked at for long, never what is looked at", async () => {
    const day = 24 * HOUR;
    for (let age = 120; age > 0; age--) {
      now += 1;
      pages.want({ from: NOW - age * day, to: NOW - age * day + HOUR }, 60);
      await settle();
    }
    const last = { from: NOW - day, to: NOW - day + HOUR };
    expect(pages.known(last, 60)).not.toEqual([]);
    const first = { from: NOW - 120 * day, to: NOW - 120 * day + HOUR };
    expect(pages.known(first, 60)).toEqual([]);
    expect(PAGE_BUCKETS * 60_000).toBeGreaterThan(HOUR);
  });
});

describe("covering a window", () => {
  it("tells of every moment at most once, by the first that knows it", () => {
    const spans = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 200 }));
    fc.assert(
      fc.property(fc.array(spans, { maxLength: 12 }), spans, (known, [from, span]) => {
        const list = known.map(([start, length]) => activity(start, start + length, 1));
        const window = { from, to: from + span };
        const pieces = coverWindow(window, list);
        for (let at = window.from; at < window.to; at++) {
          const here = pieces.filter((piece) => at >= piece.from && at < piece.to);
          const expected = list.find((each) => at >= each.from && at < each.to);
          expect(here.map((piece) => piece.activity)).toEqual(expected ? [expected] : []);
        }
      }),
    );
  });

  it("finds the bucket of a moment, and who is silent then", () => {
    const known: Activity = {
      ...activity(NOW, NOW + 300_000, 60),
      gaps: [
        { from: NOW + 60_000, to: NOW + 120_000, source: "north" },
        { from: NOW + 180_000, to: NOW + 240_000 },
      ],
    };
    const pieces = coverWindow({ from: NOW, to: NOW + 300_000 }, [known]);
    expect(bucketAt(pieces, NOW + 90_000)).toMatchObject({
      ...{ from: NOW + 60_000, to: NOW + 120_000, accepted: 2, isGap: false, silent: ["north"] },
    });
    expect(bucketAt(pieces, NOW + 200_000)).toMatchObject({ accepted: 4, isGap: true, silent: [] });
    expect(bucketAt(pieces, NOW + 300_000)).toBeUndefined();
  });
});
