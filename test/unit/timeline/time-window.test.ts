import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrowStep } from "../../../client/control/timeline/bar-steps.ts";
import {
  betweenWindows,
  holdWindow,
  LONGEST_WINDOW,
  panWindow,
  SHORTEST_WINDOW,
  spanOf,
  stretchOf,
  windowAround,
  zoomWindow,
} from "../../../client/control/timeline/time-window.ts";

const NOW = Date.UTC(2026, 10, 23, 4);
const spans = fc.integer({ min: SHORTEST_WINDOW, max: LONGEST_WINDOW });
const windows = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), spans)
  .map(([from, span]) => ({ from: NOW + from, to: NOW + from + span }));
const parts = fc.double({ min: 0, max: 1, noNaN: true });

describe("the window of the bar", () => {
  it("keeps the moment under the pointer where it is, however far it is zoomed", () => {
    fc.assert(
      fc.property(windows, parts, fc.double({ min: 0.001, max: 1_000, noNaN: true }), (w, p, f) => {
        const at = w.from + p * spanOf(w);
        const zoomed = zoomWindow(w, f, at);
        expect(spanOf(zoomed)).toBeGreaterThanOrEqual(SHORTEST_WINDOW - 1);
        expect(spanOf(zoomed)).toBeLessThanOrEqual(LONGEST_WINDOW + 1);
        expect((at - zoomed.from) / spanOf(zoomed)).toBeCloseTo(p, 3);
      }),
    );
  });

  it("is as it was after zooming in and out again within its limits", () => {
    const hour = windowAround(NOW, 3_600_000, 0.97);
    const back = zoomWindow(zoomWindow(hour, 0.5, NOW), 2, NOW);
    expect([back.from - hour.from, back.to - hour.to].map(Math.abs).every((d) => d < 1)).toBe(true);
  });

  it("is asked about with what is around it, and in no longer a stretch than a question may be about", () => {
    fc.assert(
      fc.property(windows, (window) => {
        const { from, to } = stretchOf(window, window.to);
        expect([from, to].every(Number.isInteger)).toBe(true);
        expect(to).toBeGreaterThanOrEqual(window.to);
        expect(to - window.to).toBeLessThanOrEqual(spanOf(window) / 20 + 1);
        expect(to - from).toBeLessThanOrEqual(LONGEST_WINDOW);
        if (spanOf(window) < LONGEST_WINDOW * 0.9) expect(from).toBeLessThanOrEqual(window.from);
      }),
    );
  });

  it("is asked about again only when a twentieth of it has gone by", () => {
    const asked = new Set<number>();
    for (let second = 0; second < 600; second++) {
      const now = NOW + second * 1_000 + 0.3;
      asked.add(stretchOf(windowAround(now, 3_600_000, 0.97), now).to);
    }
    expect(asked.size).toBeLessThanOrEqual(5);
  });

  it("never shows only what is to come, nor only what was before all that is kept", () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: 0, max: 1e9 }), (window, age) => {
        const earliest = NOW - age;
        const held = holdWindow(window, earliest, NOW);
        expect(spanOf(held)).toBeCloseTo(spanOf(window), 0);
        expect(held.from).toBeLessThan(NOW);
        expect(held.to).toBeGreaterThan(earliest);
        const again = holdWindow(held, earliest, NOW);
        expect(Math.abs(again.from - held.from)).toBeLessThan(1);
      }),
    );
  });

  it("leaves alone what is in sight", () => {
    const window = windowAround(NOW - 1_800_000, 3_600_000, 0.5);
    expect(holdWindow(window, NOW - 86_400_000, NOW)).toEqual(window);
  });

  it("moves without changing its length", () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: -1e9, max: 1e9 }), (window, by) => {
        expect(spanOf(panWindow(window, by))).toBe(spanOf(window));
      }),
    );
  });

  it("glides from one to another without leaving the way between them", () => {
    fc.assert(
      fc.property(windows, windows, parts, (a, b, part) => {
        const between = betweenWindows(a, b, part);
        const [least, most] = [Math.min(spanOf(a), spanOf(b)), Math.max(spanOf(a), spanOf(b))];
        expect(spanOf(between)).toBeGreaterThanOrEqual(least - 1);
        expect(spanOf(between)).toBeLessThanOrEqual(most + 1);
        expect(between.from).toBeGreaterThanOrEqual(Math.min(a.from, b.from) - 1);
        expect(between.from).toBeLessThanOrEqual(Math.max(a.from, b.from) + 1);
      }),
    );
    const [a, b] = [windowAround(NOW, 3_600_000, 0.5), windowAround(NOW, 60_000_000, 0.5)];
    expect(betweenWindows(a, b, 1)).toEqual(b);
    expect(betweenWindows(a, b, 0)).toEqual(a);
    const middle = betweenWindows(a, b, 0.4);
    expect((NOW - middle.from) / spanOf(middle)).toBeCloseTo(0.5, 6);
  });

  it("has arrow keys that go about a hundredth of it, and never less than a second", () => {
    expect(arrowStep(SHORTEST_WINDOW)).toBe(1_000);
    expect(arrowStep(3_600_000)).toBe(30_000);
    expect(arrowStep(86_400_000)).toBe(600_000);
    fc.assert(
      fc.property(spans, (span) => {
        expect(arrowStep(span)).toBeLessThanOrEqual(Math.max(1_000, span / 100));
      }),
    );
  });
});
