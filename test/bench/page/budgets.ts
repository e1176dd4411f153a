import type { PageWeight, Weight } from "./weigh-page.ts";

/** What one page may weigh as the server sends it: kB (1,000 bytes) of gzip. */
export interface Budget {
  /** Script before the page does anything. */
  readonly first: number;
  /** Script that comes when it is wanted, the map's engine with it. */
  readonly later: number;
  readonly styles: number;
  /** What each file weighed when the budget was set, kB: tells what has grown. */
  readonly parts: Readonly<Record<string, number>>;
}

/**
 * The budgets of bytes, some 10 % above what was measured: what makes a page heavier is then a decision.
 * `npm run bench -- page --quick` prints the figures to set here.
 */
export const BUDGETS: Readonly<Record<string, Budget>> = {
  control: {
    // 1 kB more than before the page had a past: its clock, its signs and its keys are there at once.
    first: 127,
    later: 1_120,
    styles: 48,
    parts: {
      "index.js": 86.1,
      "read-city.js": 30.2,
      "language.js": 8.8,
      "state.js": 0.4,
      "provenance-label.js": 0.4,
      "scene.js": 957.9,
      "coordinate-systems.js": 45.3,
      "draw-chart.js": 1.3,
      "colours-body.js": 1.9,
      "feature-inspector.js": 3.4,
      "tile-statistics.js": 1.4,
      "uPlot.esm.js": 22,
      "timeline.js": 11.5,
      "history-body.js": 7.3,
      "history-desk.js": 6.7,
      "go-to-event.js": 3.5,
      "draw-map.js": 3.1,
      "index.css": 47.5,
    },
  },
  home: {
    // All pages share the words of the first script: those of the past brought it to 43.1.
    first: 44,
    later: 0,
    styles: 41,
    parts: {
      "index.js": 3,
      "read-city.js": 30.2,
      "language.js": 8.8,
      "state.js": 0.4,
      "provenance-label.js": 0.4,
      "index.css": 36.9,
    },
  },
};

/** Aims of time, milliseconds: printed beside what is measured, and held by no test. */
export const AIMS = {
  /** The first frame of the city after a warm load, in a window of 1280 x 720. */
  cityWarm: 3_000,
  /** Of the main thread for a frame, at 3,000 and at 100,000 entities: of 16.7 a frame has. */
  frame: { 3000: 4, 100000: 8 },
} as const;

/** Every way in which a page is heavier than it may be, with what has grown. */
export function overBudget(page: PageWeight, budget: Budget | undefined): string[] {
  if (budget === undefined)
    return [`the page ${page.page} has no budget: set one in test/bench/page/budgets.ts`];
  return (["first", "later", "styles"] as const).flatMap((part) => {
    const now = total(page[part]);
    if (now <= budget[part]) return [];
    const grown = page[part].map((weight) => grownBy(weight, part, budget)).join(", ");
    return [`${page.page}, ${part}: ${now} kB of ${budget[part]} (kB gzip): ${grown}`];
  });
}

/** kB of gzip of some files together. */
export function total(weights: readonly Weight[]): number {
  return kilobytes(weights.reduce((sum, { gzip }) => sum + gzip, 0));
}

export function kilobytes(bytes: number): number {
  return Math.round(bytes / 100) / 10;
}

function grownBy(weight: Weight, part: string, budget: Budget): string {
  const name = `${weight.name}.${part === "styles" ? "css" : "js"}`;
  const then = budget.parts[name];
  const now = kilobytes(weight.gzip);
  return then === undefined ? `${name} ${now} (new)` : `${name} ${now} (was ${then})`;
}
