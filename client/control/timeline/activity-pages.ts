import { ACTIVITY_STEPS, type Activity } from "../../../shared/history.ts";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import { unreadable } from "../../ui/fetch-json.ts";
import { type ActivityPiece, coverWindow } from "./cover-window.ts";
import { readActivity } from "./read-activity.ts";
import type { TimeWindow } from "./time-window.ts";

/** Buckets of a page: few enough to come at once, many enough to fill a wall. */
export const PAGE_BUCKETS = 240;
const MOST_PAGES = 96;
const AT_ONCE = 2;
/** Milliseconds after which a page is asked for again: one that still grows, and one that late rows may change. */
const GROWING = 10_000;
const SETTLED = 10 * 60_000;
/** Milliseconds until a question that failed is asked again; doubled each time. */
const FIRST_RETRY = 2_000;
const SLOWEST_RETRY = 30_000;
/** Widths of a bucket below which it cannot be told from its neighbour, pixels. */
const LEAST_WIDTH = 1.5;
const COARSEST = Math.max(...ACTIVITY_STEPS);

interface Page {
  readonly key: string;
  readonly step: number;
  readonly from: number;
  readonly to: number;
  data?: Activity;
  askedAt: number;
  usedAt: number;
}

export interface ActivityPagesOptions {
  /** Asks the server; never rejects. */
  readonly ask: (url: string, signal: AbortSignal) => Promise<unknown>;
  /** Milliseconds since 1970, of the server. */
  readonly now: () => number;
  /** Something came, or could not be had. */
  readonly changed: () => void;
}

/** The finest step (seconds) whose buckets can still be told apart in a window of so many pixels. */
export function stepFor({ from, to }: TimeWindow, width: number): number {
  const least = (LEAST_WIDTH * (to - from)) / Math.max(1, width) / 1_000;
  return ACTIVITY_STEPS.find((step) => step >= least) ?? COARSEST;
}

/** How much was said, page by page as the bar comes by; what is known is kept, and asked for again as time goes on. */
export class ActivityPages {
  readonly #options: ActivityPagesOptions;
  readonly #pages = new Map<string, Page>();
  readonly #asking = new Map<string, AbortController>();
  #wanted: readonly Page[] = [];
  #fault: Problem | undefined;
  #failures = 0;
  #restUntil = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ActivityPagesOptions) {
    this.#options = options;
  }

  /** Why what is wanted is not all there, or does not grow. */
  get fault(): Problem | undefined {
    return this.#wanted.some((page) => this.#isDue(page)) ? this.#fault : undefined;
  }

  /** What is shown now: asks for what is missing or old of it, and no more for anything else. */
  want({ from, to }: TimeWindow, step: number): void {
    const now = this.#options.now();
    const width = step * 1_000 * PAGE_BUCKETS;
    const wanted: Page[] = [];
    const end = Math.min(to, now);
    for (let page = Math.floor(from / width); page * width < end; page++) {
      wanted.push(this.#pageAt(page * width, step));
      if (wanted.length >= MOST_PAGES / 2) break;
    }
    for (const page of wanted) page.usedAt = now;
    this.#wanted = wanted;
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, asking] of this.#asking) if (!keys.has(key)) asking.abort();
    this.#forget();
    this.#askNext();
  }

  /** Asks again at once after a fault. */
  retry(): void {
    this.#restUntil = 0;
    this.#askNext();
  }

  /** What is known of a window: of a step, and where that is missing of the steps nearest to it. */
  known(window: TimeWindow, step: number): ActivityPiece[] {
    const found: Activity[] = [];
    for (const { data } of this.#pages.values())
      if (data !== undefined && data.to > window.from && data.from < window.to) found.push(data);
    const distance = (each: Activity) => Math.abs(Math.log(each.step / step));
    return coverWindow(
      window,
      found.sort((a, b) => distance(a) - distance(b)),
    );
  }

  destroy(): void {
    clearTimeout(this.#retry);
    for (const asking of this.#asking.values()) asking.abort();
  }

  #pageAt(from: number, step: number): Page {
    const key = `${step} ${from}`;
    let page = this.#pages.get(key);
    if (page === undefined) {
      const to = from + step * 1_000 * PAGE_BUCKETS;
      page = { key, step, from, to, askedAt: Number.NEGATIVE_INFINITY, usedAt: 0 };
      this.#pages.set(key, page);
    }
    return page;
  }

  #isDue(page: Page): boolean {
    if (page.data === undefined) return true;
    const now = this.#options.now();
    // What is observed may come minutes late.
    const isGrowing = page.to > page.askedAt - SETTLED;
    return now - page.askedAt >= (isGrowing ? GROWING : SETTLED);
  }

  #askNext(): void {
    if (this.#options.now() < this.#restUntil) return;
    for (const page of this.#wanted) {
      if (this.#asking.size >= AT_ONCE) return;
      if (!this.#asking.has(page.key) && this.#isDue(page)) void this.#ask(page);
    }
  }

  async #ask(page: Page): Promise<void> {
    const asking = new AbortController();
    this.#asking.set(page.key, asking);
    const askedAt = this.#options.now();
    const url = urlOf(page, askedAt);
    const body = await this.#options.ask(url, asking.signal);
    this.#asking.delete(page.key);
    if (!asking.signal.aborted) {
      const data = isProblem(body) ? undefined : readActivity(body);
      if (data === undefined) this.#failed(isProblem(body) ? body : unreadable(url));
      else {
        page.data = data;
        page.askedAt = askedAt;
        this.#fault = undefined;
        this.#failures = 0;
      }
      this.#options.changed();
    }
    this.#askNext();
  }

  #failed(fault: Problem): void {
    this.#fault = fault;
    const wait = Math.min(SLOWEST_RETRY, FIRST_RETRY * 2 ** this.#failures++);
    this.#restUntil = this.#options.now() + wait;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#askNext(), wait + 10);
  }

  /** The pages that were not looked at for the longest time go. */
  #forget(): void {
    if (this.#pages.size <= MOST_PAGES) return;
    const oldest = [...this.#pages.values()].sort((a, b) => a.usedAt - b.usedAt);
    for (const { key } of oldest.slice(0, this.#pages.size - MOST_PAGES)) this.#pages.delete(key);
  }
}

/** Nothing is asked of what is to come. */
function urlOf({ from, to, step }: Page, now: number): string {
  const width = step * 1_000;
  const end = Math.min(to, from + (Math.floor((now - from) / width) + 1) * width);
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(end).toISOString(),
    step: String(step),
  });
  return `/api/history/activity?${query}`;
}
