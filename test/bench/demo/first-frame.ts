import type { Browser, BrowserContext } from "playwright";
import { buildClient } from "../../../server/boot/build-client.mjs";
import { launchBrowser } from "../../support/browser.ts";
import { NODE } from "../../support/node-path.ts";
import { startServer } from "../../support/start-server.ts";
import { median } from "../support/statistics.ts";
import { table } from "../support/table.ts";

const VIEWPORT = { width: 1280, height: 720 };
/** 12:30 in Japan. */
const NOON = Date.UTC(2026, 5, 16, 3, 30);
const PATIENCE = 240_000;

interface Options {
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

/** Milliseconds since the navigation began. */
interface Opened {
  /** The first frame: sky and sea. */
  readonly frame: number;
  /** Every tile that the first view needs is drawn. */
  readonly city: number;
  readonly tiles: number;
  readonly kilobytes: number;
}

/**
 * From the navigation to `/control` until the city is drawn, from its first view, at the lowest quality
 * (which a software renderer comes to by itself). Cold: nothing of it in the browser; warm: the same
 * browser again. Frames are drawn one after the other, as tests do.
 */
export async function firstFrame(folder: string, { quick, log }: Options) {
  await buildClient(NODE);
  const server = await startServer({ args: ["--city", folder] });
  const browser = await launchBrowser();
  try {
    const [cold, warm]: [Opened[], Opened[]] = [[], []];
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      const context = await newContext(browser);
      cold.push(await open(context, server.url));
      warm.push(await open(context, server.url));
      await context.close();
    }
    const rows = [rowOf("cold", cold), rowOf("warm", warm)];
    for (const line of table(rows)) log(line);
    return { rows, viewport: VIEWPORT, quality: "low", browser: browser.version() };
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: "reduce" });
  await context.addInitScript(() => localStorage.setItem("machinami.quality", "low"));
  return context;
}

async function open(context: BrowserContext, url: string): Promise<Opened> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(`${url}/control?still=1&clock=${NOON}`, { waitUntil: "commit" });
  await page.waitForFunction(() => window.machinami !== undefined);
  const opened = await page.evaluate(async (patience) => {
    window.machinami?.renderOnce();
    const frame = performance.now();
    await window.machinami?.settle(patience);
    const city = performance.now();
    const glbs = performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.endsWith(".glb")) as PerformanceResourceTiming[];
    const bytes = glbs.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    return { frame, city, tiles: glbs.length, kilobytes: bytes / 1000 };
  }, PATIENCE);
  await page.close();
  if (faults.length > 0) throw new Error(`demo: the page failed: ${faults.join("; ")}`);
  if (opened.tiles === 0) throw new Error("demo: the page asked for no tile of the city");
  return opened;
}

function rowOf(cache: string, opened: readonly Opened[]) {
  const of = (figure: keyof Opened) => Math.round(median(opened.map((one) => one[figure])));
  return {
    cache,
    "first frame ms": of("frame"),
    "city ms": of("city"),
    tiles: of("tiles"),
    kB: of("kilobytes"),
  };
}
