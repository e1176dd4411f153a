import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { placeCard } from "../../../client/control/page/place-card.ts";
import { TOUR_STEPS, Tour } from "../../../client/control/page/tour.ts";
import { english } from "../../../client/ui/words/english.ts";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
  });
  return () => vi.unstubAllGlobals();
});

describe("the tour", () => {
  it("goes step by step, back, and ends past its last step", () => {
    const tour = new Tour();
    tour.move(1);
    expect(tour.at.value).toBeUndefined();
    tour.start();
    tour.move(-1);
    expect(tour.at.value).toBe(0);
    for (let step = 1; step < TOUR_STEPS.length; step++) tour.move(1);
    expect(tour.at.value).toBe(TOUR_STEPS.length - 1);
    tour.move(1);
    expect(tour.at.value).toBeUndefined();
  });

  it("has a title and a text for every step", () => {
    for (const step of TOUR_STEPS) {
      expect(english[`page.tour-${step}`].length).toBeGreaterThan(3);
      expect(english[`page.tour-${step}-text`].length).toBeGreaterThan(30);
    }
  });

  it("comes by itself to a first visit, and once", () => {
    expect(new Tour().isDue("", false)).toBe(true);
    const tour = new Tour();
    tour.start();
    tour.end();
    expect(new Tour().isDue("", false)).toBe(false);
    expect(new Tour().isDue("?tour=1", false)).toBe(true);
  });

  it.each(["?still=1", "?present=1", "?screen=left", "?tour=0"])("stays away with %s", (search) => {
    expect(new Tour().isDue(search, false)).toBe(false);
  });

  it("stays away from programs, unless they ask", () => {
    expect(new Tour().isDue("", true)).toBe(false);
    expect(new Tour().isDue("?still=1&tour=1", true)).toBe(true);
  });
});

describe("a card of the tour", () => {
  const window = fc.record({
    width: fc.integer({ min: 320, max: 3840 }),
    height: fc.integer({ min: 400, max: 2160 }),
  });
  const card = { width: 290, height: 200 };

  it("is always wholly in the window, and covers what it tells of only where nothing else is left", () => {
    fc.assert(
      fc.property(
        window,
        fc.nat(100),
        fc.nat(100),
        fc.nat(100),
        fc.nat(100),
        (room, a, b, c, d) => {
          const [x0 = 0, x1 = 0] = [a, b].sort((p, q) => p - q);
          const [y0 = 0, y1 = 0] = [c, d].sort((p, q) => p - q);
          const part = {
            left: (x0 * room.width) / 100,
            top: (y0 * room.height) / 100,
            width: ((x1 - x0) * room.width) / 100,
            height: ((y1 - y0) * room.height) / 100,
          };
          const { left, top } = placeCard(part, card, room);
          expect(left).toBeGreaterThanOrEqual(0);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(left + card.width).toBeLessThanOrEqual(room.width);
          expect(top + card.height).toBeLessThanOrEqual(room.height);
          const apart =
            left >= part.left + part.width ||
            left + card.width <= part.left ||
            top >= part.top + part.height ||
            top + card.height <= part.top;
          const gaps = [part.left, room.width - part.left - part.width].map((gap) => gap - 24);
          const free = [part.top, room.height - part.top - part.height].map((gap) => gap - 24);
          const hasRoom =
            gaps.some((gap) => gap >= card.width) || free.some((gap) => gap >= card.height);
          if (hasRoom) expect(apart).toBe(true);
        },
      ),
    );
  });
});
