import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { DEFAULT_CITY } from "../support/busy-page.ts";
import { EVERYDAY, skipTour } from "../support/drive-page.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { startWatchingProxy, type WatchingProxy } from "../support/watching-proxy.ts";

/**
 * The page asks no host but its own, whatever is done on it: all that the browser asks, its workers, sockets
 * and fonts too, goes through a proxy that lets nothing else through. And it complains of nothing.
 */

const DESK = { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 0.5 };

let server: StartedServer;
let proxy: WatchingProxy;
let browser: Browser;
let watched: WatchedPage;

beforeAll(async () => {
  server = await startServer({
    args: ["--city", DEFAULT_CITY, "--simulator-scale", "0.05"],
    simulator: true,
  });
  proxy = await startWatchingProxy(new URL(server.url).host);
  browser = await launchBrowser({ proxy: proxy.url });
  watched = await openPage(browser, `${server.url}/control?lang=en`, DESK);
  await watched.page.locator(".map-buttons").waitFor();
  await watched.page.waitForFunction(
    () => performance.getEntriesByName("machinami:settled").length > 0,
  );
  await skipTour(watched.page);
});

afterAll(async () => {
  await browser?.close();
  proxy?.close();
  await server?.stop();
});

describe("the page asks no other host", () => {
  it.each(EVERYDAY)("$name", async ({ act }) => {
    await act(watched.page);
    expect(watched.errors).toEqual([]);
    expect(proxy.refused).toEqual([]);
  });

  it("and nor do the other pages", async () => {
    const { errors, elsewhere, page, close } = await openPage(browser, server.url, DESK);
    await page.locator("h1").first().waitFor();
    await close();
    expect([...errors, ...elsewhere, ...proxy.refused]).toEqual([]);
  });

  it("and the proxy would have seen it", async () => {
    expect(proxy.passed).toBeGreaterThan(50);
    // From a page of no server: ours may not even try.
    const blank = await browser.newPage();
    await blank.evaluate(() =>
      fetch("http://elsewhere.invalid/", { mode: "no-cors" }).catch(() => undefined),
    );
    expect(proxy.refused).toEqual(["elsewhere.invalid"]);
  });
});
