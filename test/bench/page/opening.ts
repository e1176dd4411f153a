import type { Browser, BrowserContext } from "playwright";
import { launchBrowser } from "../../support/browser.ts";
import type { StartedServer } from "../../support/start-server.ts";
import { median } from "../support/statistics.ts";
import { table } from "../support/table.ts";
import { AIMS } from "./budgets.ts";

const VIEWPORT = { width: 1280, height: 720 };
const PATIENCE = 240_000;
const MARKS = ["frame", "city", "settled", "entities"] as const;

interface Options {
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

/** Milliseconds since the navigation began, and what had been asked for when everything was drawn. */
interface Opened {
  readonly paint: number;
  readonly marks: Readonly<Record<(typeof MARKS)[number], number>>;
  readonly requests: number;
  readonly fonts: number;
  /** kB as they come over the wire. */
  readonly scripts: number;
  readonly tiles: number;
  readonly all: number;
}

/**
 * From the navigation to the live page until a person sees what it is for: cold (nothing of it in the
 * browser) and warm (the same browser again), as it opens by itself, with the quality it finds.
 */
export async function opening(server: StartedServer, { quick, log }: Options) {
  const browser = await launchBrowser();
  try {
    const [cold, warm]: [Opened[], Opened[]] = [[], []];
    for (let round = 0; round < (quick ? 1 : 5); round++) {
      const context = await newContext(browser);
      cold.push(await open(context, server.url));
      warm.push(await open(context, server.url));
      await context.close();
    }
    const rows = [rowOf("cold", cold), rowOf("warm", warm)];
    for (const line of table(rows)) log(line);
    log(`aim: the city in ${AIMS.cityWarm} ms, warm`);
    return { rows, viewport: VIEWPORT, browser: browser.version() };
  } finally {
    await browser.close();
  }
}

function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: VIEWPORT, timezoneId: "Asia/Tokyo", locale: "en-GB" });
}

async function open(context: BrowserContext, url: string): Promise<Opened> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.addInitScript(() => performance.setResourceTimingBufferSize(10_000));
  await page.goto(`${url}/control`, { waitUntil: "commit" });
  await page.waitForFunction(
    (names) => names.every((name) => performance.getEntriesByName(`machinami:${name}`).length > 0),
    MARKS,
    { polling: 500 },
  );
  const opened = await page.evaluate((names) => {
    const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
    const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const kilobytes = (pattern: RegExp) =>
      files
        .filter(({ name }) => pattern.test(name))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1000;
    return {
      paint: at("first-contentful-paint"),
      marks: Object.fromEntries(names.map((name) => [name, at(`machinami:${name}`)])),
      requests: files.length,
      fonts: files.filter(({ name }) => name.endsWith(".woff2")).length,
      scripts: kilobytes(/\.js$/),
      tiles: kilobytes(/\/tiles\//),
      all: kilobytes(/./),
    };
  }, MARKS);
  await page.close();
  if (faults.length > 0) throw new Error(`page: the page failed: ${faults.join("; ")}`);
  return opened as Opened;
}

function rowOf(cache: string, opened: readonly Opened[]) {
  const of = (figure: (one: Opened) => number) => Math.round(median(opened.map(figure)));
  return {
    cache,
    "paint ms": of(({ paint }) => paint),
    "frame ms": of(({ marks }) => marks.frame),
    "city ms": of(({ marks }) => marks.city),
    "all tiles ms": of(({ marks }) => marks.settled),
    "entity ms": of(({ marks }) => marks.entities),
    requests: of(({ requests }) => requests),
    fonts: of(({ fonts }) => fonts),
    "scripts kB": of(({ scripts }) => scripts),
    "tiles kB": of(({ tiles }) => tiles),
    "all kB": of(({ all }) => all),
  };
}
