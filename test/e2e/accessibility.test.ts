import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, type WatchedPage } from "../support/browser.ts";
import { openBusyPage, type Screen, startBusyServer } from "../support/busy-page.ts";
import { everyState } from "../support/page-states.ts";
import { wear } from "../support/panels.ts";
import { axeFaults } from "../support/serious-faults.ts";
import type { StartedServer } from "../support/start-server.ts";

/** axe finds nothing, of whatever weight, in any panel or state of the control room. */

const SCREENS: readonly Screen[] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844, touch: true },
];

let browser: Browser;
let server: StartedServer;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startBusyServer();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.each(SCREENS)("at $width x $height, axe", (screen) => {
  let watched: WatchedPage;

  beforeAll(async () => {
    watched = await openBusyPage(browser, server, screen);
  });
  afterAll(() => watched?.close());

  it("finds nothing, whatever is open", async () => {
    await wear(watched.page, "en", "night");
    expect(await faultsOfStates(watched.page)).toEqual([]);
  });

  // What stands where does not depend on the theme; whether it can be read does.
  it("finds enough contrast in the other theme, in the other language", async () => {
    await wear(watched.page, "ja", "grey");
    expect(await faultsOfStates(watched.page, "color-contrast")).toEqual([]);
  });
});

it("axe sees a fault of little weight that is planted", async () => {
  const page = await browser.newPage();
  await page.setContent("<main><h1>Headings</h1><h5></h5></main>");
  expect((await axeFaults(page)).join("\n")).toMatch(/empty-heading|heading-order/);
});

async function faultsOfStates(page: Page, rule?: string): Promise<string[]> {
  const found = new Map<string, string>();
  for (const state of await everyState(page)) {
    await state.enter();
    for (const fault of await axeFaults(page, rule))
      if (!found.has(fault)) found.set(fault, state.name);
  }
  return [...found].map(([fault, state]) => `${state}: ${fault}`);
}
