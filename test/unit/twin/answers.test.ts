import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Answers } from "../../../client/twin/answers.ts";
import type { Crossing } from "../../../shared/region.ts";
import type { SpatialNews } from "../../../shared/spatial.ts";

/** Answers by path; a function may fail. Each question asked is written down. */
let replies: Record<string, () => unknown>;
let asked: string[];
let answers: Answers;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  replies = {
    "/api/districts": () => ({ type: "FeatureCollection", features: [], answer: {} }),
    "/api/regions": () => regions({ a: 1, b: 2 }),
    "/api/crossings": () => ({ crossings: [] }),
  };
  vi.stubGlobal("fetch", async (url: string) => {
    const path = url.split("?")[0] ?? "";
    asked.push(path);
    return new Response(JSON.stringify(await replies[path]?.()));
  });
  answers = new Answers();
});
afterEach(() => {
  answers.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function regions(totals: Record<string, number>, revision = 1) {
  const features = Object.entries(totals).map(([id, total]) => ({
    ...{ type: "Feature", id, properties: { name: id } },
    live: { total, byKind: [total] },
  }));
  return { type: "FeatureCollection", features, revision, answer: {} };
}

function news(number: number, totals: Record<string, number> = {}, lastCrossing = 0): SpatialNews {
  const changed = Object.entries(totals).map(([id, total]) => ({ id, total, byKind: [total] }));
  return {
    answer: { at: number, took: 0, method: "" },
    ...{ number, census: [], districts: [], regions: changed, lastCrossing },
  };
}

const crossing = (sequence: number) => ({ sequence, entity: "car" }) as Crossing;
const told = () => answers.crossings.value.map(({ sequence }) => sequence);
const count = (path: string) => asked.filter((one) => one === path).length;
const soon = () => vi.advanceTimersByTimeAsync(10);

function totals(): (number | undefined)[] {
  const known = answers.regions.value;
  return known.state === "ready" ? known.data.features.map(({ live }) => live?.total) : [];
}

describe("the answers that a page knows", () => {
  it("take counts from the news, and ask for all where a number is missing", async () => {
    answers.greet("one");
    await soon();
    answers.takeNews(news(7, { b: 5 }));
    expect(totals()).toEqual([1, 5]);
    answers.takeNews(news(8));
    await soon();
    expect(count("/api/regions")).toBe(1);
    replies["/api/regions"] = () => regions({ a: 10, b: 20 });
    answers.takeNews(news(10, { b: 6 }));
    await soon();
    expect([count("/api/regions"), totals()]).toEqual([2, [10, 20]]);
  });

  it("do not lose the counts that come while regions are on their way", async () => {
    replies["/api/regions"] = () => {
      answers.takeNews(news(1, { b: 9 }));
      return regions({ a: 1, b: 2 });
    };
    answers.greet("one");
    await soon();
    expect(totals()).toEqual([1, 9]);
  });

  it("ask for regions once for many changes, and not for what they know", async () => {
    answers.greet("one");
    await soon();
    answers.takeRegions(1);
    await soon();
    expect(count("/api/regions")).toBe(1);
    for (const revision of [2, 3, 4]) answers.takeRegions(revision);
    await soon();
    expect(count("/api/regions")).toBe(2);
  });

  it("fill a gap in the crossings, also one that only the news tell of", async () => {
    answers.greet("one");
    await soon();
    answers.takeCrossings([crossing(1), crossing(2)]);
    replies["/api/crossings"] = () => ({ crossings: [1, 2, 3, 4, 5, 6].map(crossing) });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(count("/api/crossings")).toBe(1);
    answers.takeCrossings([crossing(6)]);
    expect(told()).toEqual([6, 2, 1]);
    await soon();
    expect(told()).toEqual([6, 5, 4, 3, 2, 1]);
    answers.takeNews(news(1, {}, 6));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(count("/api/crossings")).toBe(2);
    replies["/api/crossings"] = () => ({ crossings: [7].map(crossing) });
    answers.takeNews(news(2, {}, 7));
    await soon();
    expect(told()[0]).toBe(7);
  });

  it("keep two hundred crossings, and ask about what is missed at most once a second", async () => {
    answers.greet("one");
    await soon();
    for (let i = 1; i <= 300; i++) answers.takeCrossings([crossing(2 * i)]);
    await vi.advanceTimersByTimeAsync(500);
    expect([told().length, told()[0]]).toEqual([200, 600]);
    expect(count("/api/crossings")).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(count("/api/crossings")).toBe(2);
  });

  it("say why there is nothing, try again later each time, and keep what they had", async () => {
    let fails = true;
    replies["/api/regions"] = () => {
      if (fails) throw new Error("no line");
      return regions({ a: 1 });
    };
    answers.greet("one");
    await soon();
    expect(answers.regions.value).toMatchObject({
      state: "failed",
      problem: { code: "answers/unreachable" },
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(count("/api/regions")).toBeGreaterThan(3);
    expect(count("/api/regions")).toBeLessThan(9);
    fails = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(totals()).toEqual([1]);
    fails = true;
    answers.takeRegions(5);
    await soon();
    expect(totals()).toEqual([1]);
  });

  it("take nothing for an answer that is none", async () => {
    replies["/api/regions"] = () => ({ type: "Feature" });
    answers.greet("one");
    await soon();
    expect(answers.regions.value).toMatchObject({ problem: { code: "answers/unreadable" } });
  });

  it("forget another life of the server, and nothing where it is the same", async () => {
    answers.greet("one");
    await soon();
    answers.takeNews(news(5));
    answers.takeCrossings([crossing(1)]);
    answers.greet("one");
    await soon();
    expect([told(), answers.news.value?.number]).toEqual([[1], 5]);
    answers.greet("two");
    await soon();
    expect([told(), answers.news.value]).toEqual([[], undefined]);
  });
});
