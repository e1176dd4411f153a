import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

/** The timeline while the server cannot tell what was said when. */

const SLOW = { timeout: 60_000 };
const WIDE = { viewport: { width: 1280, height: 720 } };

let server: StartedServer;
let browser: Browser;
let opened: WatchedPage;
let isBroken: boolean;

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
});

afterEach(() => opened.close());

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe("where the activity cannot be had", () => {
  it("says so over the bar, and goes on by itself", async () => {
    isBroken = true;
    await open();
    await opened.page.getByText("The activity cannot be shown: The disk is gone.").waitFor(SLOW);
    isBroken = false;
    await opened.page.locator(".timeline-fault").waitFor({ ...SLOW, state: "detached" });
  });

  it("says so beside the bar where that only stops growing, and tries again when told to", async () => {
    isBroken = false;
    await open();
    isBroken = true;
    const again = opened.page.getByRole("button", { name: /^The activity cannot be shown: The d/ });
    await again.waitFor(SLOW);
    expect(await opened.page.locator(".timeline-bar-note").count()).toBe(0);
    isBroken = false;
    await again.click();
    await again.waitFor({ ...SLOW, state: "detached" });
  });
});

async function open(): Promise<void> {
  opened = await openPage(browser, "about:blank", WIDE);
  await opened.page.route("**/api/history/activity**", (request) =>
    isBroken
      ? request.fulfill({ status: 503, json: { title: "The disk is gone." } })
      : request.continue(),
  );
  const answered = opened.page.waitForResponse("**/api/history/activity**", SLOW);
  await opened.page.goto(`${server.url}/control?lang=en&still=1`);
  await answered;
}
