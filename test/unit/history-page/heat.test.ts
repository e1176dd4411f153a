import { effect } from "@preact/signals";
import { afterEach, describe, expect, it, vi } from "vitest";
import { windowUntil } from "../../../client/control/history/course-window.ts";
import { HeatBook } from "../../../client/control/history/heat-book.ts";
import { heatClasses } from "../../../client/control/history/heat-scale.ts";
import { isOfOtherTime } from "../../../client/control/history/heat-shown.ts";
import { heatSigns } from "../../../client/control/history/heat-words.ts";
import { setTimeZone } from "../../../client/ui/time-zone.ts";
import { language } from "../../../client/ui/words/language.ts";
import type { Heat } from "../../../shared/history.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;
const window = windowUntil(NOW, HOUR);
const heat: Heat = {
  ...{ from: window.from, to: window.to, bbox: [140, 35, 140.1, 35.1] },
  ...{ stepLongitude: 0.01, stepLatitude: 0.01, squares: [[0, 0, 3]], entities: 1 },
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("heat that is not wanted", () => {
  it("is told once, however often it is said: nothing is drawn anew", () => {
    const book = new HeatBook();
    let told = 0;
    const stop = effect(() => {
      book.now.value;
      told++;
    });
    for (let each = 0; each < 3; each++) book.want(undefined);
    stop();
    expect(told).toBe(1);
  });

  it("is gone, and what was asked for does not come back", async () => {
    vi.stubGlobal("fetch", async () => Response.json(heat));
    const book = new HeatBook();
    const wish = { kind: undefined, window, bbox: heat.bbox };
    book.want(wish);
    await vi.waitFor(() => expect(book.now.value.heat?.entities).toBe(1));
    book.want(undefined);
    expect(book.now.value).toEqual({ isAsking: false });
    book.want(wish);
    book.want(undefined);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(book.now.value).toEqual({ isAsking: false });
  });
});

describe("heat of another time than is looked at", () => {
  it("is what has less than most of the window in common with it", () => {
    expect(isOfOtherTime(heat, window)).toBe(false);
    expect(isOfOtherTime(heat, windowUntil(NOW + HOUR / 10, HOUR))).toBe(false);
    expect(isOfOtherTime(heat, windowUntil(NOW + HOUR / 2, HOUR))).toBe(true);
    expect(isOfOtherTime(heat, windowUntil(NOW, 24 * HOUR))).toBe(true);
  });
});

describe("a picture with heat on it", () => {
  it("says of whom it is, and from when to when: by the heat, not by what is looked at now", () => {
    language.value = "en";
    setTimeZone("UTC");
    const signs = heatSigns("transit", heat, heatClasses([3]));
    expect(signs[0]?.text).toBe("Heat · Transit, 2026-11-23 11:00 – 2026-11-23 12:00");
    expect(signs[1]?.text).toMatch(/^Minutes in a square.* to /);
    expect(heatSigns("off", undefined, [])).toEqual([]);
  });
});
