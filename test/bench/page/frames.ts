import type { CDPSession, Page } from "playwright";
import { launchBrowser } from "../../support/browser.ts";
import { skipTour } from "../../support/drive-page.ts";
import { panelsOf } from "../../support/panels.ts";
import type { StartedServer } from "../../support/start-server.ts";
import { median, quantile, rounded } from "../support/statistics.ts";
import { table } from "../support/table.ts";
import { AIMS } from "./budgets.ts";
import { MovingCrowd } from "./moving-crowd.ts";
import { watchFrames } from "./watch-frames.ts";

/** Half the pixels each way: a software renderer has less to fill, and the main thread does the same. */
const SCREEN = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 0.5 };
/** Of a second, observations of everyone together at most. */
const MOST_PER_SECOND = 10_000;
const PATIENCE = { timeout: 180_000 };

interface Options {
  readonly quick: boolean;
  readonly log: (line: string) => void;
  readonly bounds: readonly [number, number, number, number];
}

/**
 * What the main thread does for a frame of the live page with the whole interface open, while everyone in
 * the picture moves. `frame` is the time within the page's own frame, after the graphics processor has
 * done the one before; `other` is the processor time of everything else: news, panels, layout.
 */
export async function frames(server: StartedServer, count: number, options: Options) {
  const { quick, log, bounds } = options;
  const perSecond = Math.min(count, MOST_PER_SECOND);
  const crowd = new MovingCrowd({ url: server.url, count, perSecond, bounds });
  await crowd.begin();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ ...SCREEN, locale: "en-GB" });
    page.setDefaultTimeout(PATIENCE.timeout);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.addInitScript(watchFrames);
    await page.goto(`${server.url}/control?lang=en`);
    await everyoneDrawn(page, count);
    await openEverything(page);
    const spent = await measure(page, quick ? 15_000 : 60_000);
    if (errors.length > 0) throw new Error(`page: ${errors.join("; ")}`);
    const row = rowOf(count, perSecond, spent);
    for (const line of table([row])) log(line);
    const aim = AIMS.frame[count as keyof typeof AIMS.frame];
    log(`aim: ${aim} ms a frame; long tasks (ms): ${spent.longTasks.join(", ") || "none"}`);
    return { ...row, aim, longTasks: spent.longTasks };
  } finally {
    await browser.close();
    await crowd.stop();
  }
}

async function everyoneDrawn(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    () => performance.getEntriesByName("machinami:settled").length > 0,
    undefined,
    PATIENCE,
  );
  // The page has heard of them; those out of its view it knows as a number only.
  await page.waitForFunction(
    (least) => {
      const strip = document.querySelector(".strip")?.textContent?.replaceAll(",", "") ?? "";
      const inView = /(\d+) in view/.exec(strip)?.[1] ?? /(\d+) ?entities/.exec(strip)?.[1];
      return Number(inView) >= least;
    },
    count,
    { ...PATIENCE, polling: 1_000 },
  );
}

/** Every panel, every list in it, and something chosen, so that the inspector has something to tell. */
async function openEverything(page: Page): Promise<void> {
  await skipTour(page);
  for (const panel of await panelsOf(page)) await panel.open();
  // Not by a click: the mouse waits for frames, and those are slow here.
  const row = page.locator("#panel-kinds .row-button").first();
  await row.waitFor(PATIENCE);
  await row.evaluate((button) => (button as HTMLElement).click());
  await page.waitForTimeout(5_000);
}

async function measure(page: Page, milliseconds: number) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.evaluate(() => window.pageBench.reset());
  const before = await processorTime(session);
  const began = performance.now();
  await page.waitForTimeout(milliseconds);
  const { frames: each, longTasks, waited } = await page.evaluate(() => window.pageBench.take());
  const seconds = (performance.now() - began) / 1000;
  const after = await processorTime(session);
  const busy = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000;
  if (each.length < 5) throw new Error(`page: only ${each.length} frames were drawn`);
  return { each, longTasks, waited, seconds, busy };
}

function rowOf(count: number, perSecond: number, spent: Awaited<ReturnType<typeof measure>>) {
  const { each, seconds, busy } = spent;
  const inFrames = each.reduce((sum, frame) => sum + frame, 0);
  const other = Math.max(0, busy("TaskDuration") - inFrames) / seconds;
  return {
    entities: count,
    "observations/s": perSecond,
    frames: each.length,
    "frame ms": rounded(median(each)),
    "p95 ms": rounded(quantile(each, 0.95)),
    "other ms/s": rounded(other),
    "layout ms/s": rounded((busy("LayoutDuration") + busy("RecalcStyleDuration")) / seconds),
    "at 60/s ms": rounded(median(each) + other / 60),
  };
}

/** Seconds of the main thread's processor time so far, by what they were spent on. */
async function processorTime(session: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await session.send("Performance.getMetrics");
  return new Map(metrics.map(({ name, value }) => [name, value]));
}
