import type { Browser, BrowserContextOptions, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { sendObservations } from "../support/still-map.ts";
import { toldBus } from "../support/told-bus.ts";

/** Marks on the way of an entity, over the map, by mouse and by finger. */
const SLOW = { timeout: 60_000 };
const DESK = { viewport: { width: 1440, height: 900 } };

let server: StartedServer;
let browser: Browser;
let watched: WatchedPage | undefined;

beforeAll(async () => {
  server = await startServer();
  await sendObservations(server.url, toldBus("bus:1", "Bus one", Date.now(), 0));
  browser = await launchBrowser();
});

afterEach(async () => {
  await watched?.close();
  watched = undefined;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe("the marks of a way", () => {
  it("let the map be dragged and zoomed where they are, and are gone to by a click", async () => {
    const page = await open();
    const { x, y } = await markInReach(page, false);
    const before = await eye(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 40, y - 30, { steps: 5 });
    await page.mouse.up();
    const dragged = await eye(page);
    expect([dragged.longitude, dragged.latitude]).not.toEqual([before.longitude, before.latitude]);

    const next = await markInReach(page, false);
    await page.mouse.move(next.x, next.y);
    await page.mouse.wheel(0, 200);
    await expect.poll(async () => (await eye(page)).height, SLOW).not.toBe(dragged.height);
    expect(await page.locator(".past-band").count()).toBe(0);

    const last = await markInReach(page, false);
    await page.mouse.click(last.x, last.y);
    await expect.poll(() => shownAt(page), SLOW).toBe(last.time);
    expect(watched?.errors).toEqual([]);
  });

  it("can be pressed by a finger: beside them too, and the nearest is meant", async () => {
    const page = await open({ hasTouch: true });
    const { x, y, time } = await markInReach(page, true);
    const beside = await page.evaluate(
      ([left, top]) => document.elementFromPoint(left, top)?.closest(".trail-mark") !== null,
      [x, y - 20] as const,
    );
    expect(beside).toBe(true);
    await page.touchscreen.tap(x, y);
    await expect.poll(() => shownAt(page), SLOW).toBe(time);
    expect(watched?.errors).toEqual([]);
  });
});

/** A page that shows the way of the bus. */
async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const selected = encodeURIComponent(JSON.stringify({ type: "entity", id: "bus:1" }));
  const url = `${server.url}/control?lang=en&still=1&trails=on&selected=${selected}`;
  watched = await openPage(browser, url, { ...DESK, ...options });
  const { page } = watched;
  await page.locator(".connection.live").waitFor(SLOW);
  await page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await expect
    .poll(async () => {
      await eye(page);
      return page.locator(".trail-mark:not([hidden])").count();
    }, SLOW)
    .toBeGreaterThan(4);
  return page;
}

/** Where the eye is, when all that was asked for is drawn. */
function eye(page: Page) {
  return page.evaluate(async () => {
    if (window.machinami === undefined) throw new Error("the page has no test hooks");
    await window.machinami.settle();
    return window.machinami.eye();
  });
}

/** The middle of a mark, and the time of day that it tells; where there is one of them, one that another lies over, or none. */
async function markInReach(page: Page, isUnder: boolean) {
  const found = await page.evaluate((under) => {
    const all = [...document.querySelectorAll<HTMLElement>(".trail-mark:not([hidden])")];
    const inReach = all.flatMap((mark) => {
      const box = mark.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const above = document.elementFromPoint(x, y)?.closest(".trail-mark");
      if (above == null) return [];
      return [{ x, y, time: /\d\d:\d\d:\d\d/.exec(mark.title)?.[0], isUnder: above !== mark }];
    });
    return inReach.find((mark) => mark.isUnder === under) ?? inReach[0];
  }, isUnder);
  if (found === undefined) throw new Error("no mark can be reached");
  return found;
}

/** The time of day that the page shows, as its zone has it; undefined while it shows now. */
async function shownAt(page: Page): Promise<string | undefined> {
  const [text] = await page
    .locator(".past-band time")
    .evaluateAll((all) => all.map((each) => each.getAttribute("datetime")));
  if (text == null) return undefined;
  const shown = new Date(text);
  return shown.toLocaleTimeString("sv", { timeZone: "Asia/Tokyo" });
}
