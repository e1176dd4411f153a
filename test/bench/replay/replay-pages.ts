import type { Bbox } from "../../../shared/cell.ts";
import { serve } from "../support/child.ts";
import { Page } from "../support/raw-page.ts";

/* The pages' side of `replay`: raw WebSocket clients, some in the present and some in the past. */

export interface Crowd {
  readonly port: number;
  readonly bbox: Bbox;
  readonly live: number;
  /** Where each page of the past begins, milliseconds since 1970. */
  readonly past: readonly number[];
  readonly rate: number;
}

/** What the pages of one time got since `reset`. */
export interface Got {
  readonly frames: number;
  readonly updates: number;
  readonly bytes: number;
  readonly delays: readonly number[];
}

let live: Page[] = [];
let past: Page[] = [];

serve({
  async connect(crowd: Crowd) {
    const { port, bbox, rate } = crowd;
    for (let i = 0; i < crowd.live; i++) live.push(new Page("ours", port, bbox, true));
    for (const at of crowd.past) {
      const page = new Page("ours", port, bbox, true);
      past.push(page);
      await page.ready;
      page.ask("clock", { mode: "replay", at: new Date(at).toISOString(), rate });
    }
    await Promise.all(live.map((page) => page.ready));
  },
  seek(crowd: Pick<Crowd, "past" | "rate">) {
    past.forEach((page, i) => {
      const at = new Date(crowd.past[i] ?? 0).toISOString();
      page.ask("clock", { mode: "replay", at, rate: crowd.rate });
    });
  },
  reset() {
    for (const page of [...live, ...past]) page.reset();
  },
  got: () => ({ live: summed(live), past: summed(past) }),
  disconnect() {
    for (const page of [...live, ...past]) page.close();
    live = [];
    past = [];
  },
});

function summed(pages: readonly Page[]): Got {
  const sum = (of: (page: Page) => number) => pages.reduce((total, page) => total + of(page), 0);
  return {
    frames: sum(({ counts }) => counts.frames),
    updates: sum(({ counts }) => counts.updates),
    bytes: sum(({ counts }) => counts.wireBytes),
    delays: pages.flatMap(({ counts }) => counts.delays),
  };
}
