import { serve } from "./child.ts";
import type { VariantName } from "./fanout-variants.ts";
import { type Layout, MovingCity } from "./moving-city.ts";
import { Page, type PageCounts } from "./raw-page.ts";

/* The pages' side of `fanout`: many raw WebSocket clients in one process. */

export interface Crowd {
  readonly variant: VariantName;
  readonly port: number;
  readonly pages: number;
  /** Every so many pages one decodes all that it gets; the others count bytes. */
  readonly decodingEvery: number;
  readonly layout: Layout;
}

/** What the pages got since `reset`. */
export interface Got {
  readonly pages: number;
  readonly decodingPages: number;
  /** Of the pages that decode. */
  readonly updates: number;
  readonly frames: number;
  /** Bytes of messages in which entities are, of the pages that decode; and of all that came on the wire. */
  readonly payloadBytes: number;
  readonly wireBytes: number;
  /** Milliseconds from the tick's beginning to the page. */
  readonly delays: readonly number[];
}

const CONNECTING_AT_ONCE = 50;
let pages: Page[] = [];

serve({
  async connect({ variant, port, pages: count, decodingEvery, layout }: Crowd) {
    const city = new MovingCity(0, layout);
    while (pages.length < count) {
      const batch: Page[] = [];
      for (let i = pages.length; i < Math.min(count, pages.length + CONNECTING_AT_ONCE); i++)
        batch.push(new Page(variant, port, city.area(i), i % decodingEvery === 0));
      await Promise.all(batch.map((page) => page.ready));
      pages.push(...batch);
    }
  },
  reset() {
    for (const page of pages) page.reset();
  },
  got(): Got {
    const decoding = pages.filter((page) => page.decodes);
    const sum = (of: (counts: PageCounts) => number) =>
      decoding.reduce((total, page) => total + of(page.counts), 0);
    return {
      pages: pages.length,
      decodingPages: decoding.length,
      updates: sum(({ updates }) => updates),
      frames: sum(({ frames }) => frames),
      payloadBytes: sum(({ payloadBytes }) => payloadBytes),
      wireBytes: sum(({ wireBytes }) => wireBytes),
      delays: decoding.flatMap((page) => page.counts.delays),
    };
  },
  disconnect() {
    for (const page of pages) page.close();
    pages = [];
  },
});
