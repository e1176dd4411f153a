import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, openPage } from "../support/browser.ts";
import { readMeasure } from "../support/read-measure.ts";
import { writeSmallCity } from "../support/small-city.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

const SLOW = { timeout: 30_000 };
const DESK = {
  viewport: { width: 1_280, height: 720 },
  permissions: ["clipboard-read", "clipboard-write"],
};

let folder: string;
let server: StartedServer;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-city-"));
  await writeSmallCity(folder);
  server = await startServer({ args: ["--city", folder, "--no-simulator"] });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

it("measures, draws and copies by keyboard alone", async () => {
  const live = await openPage(browser, `${server.url}/control?lang=en`, DESK);
  const { page } = live;
  await page.locator(".scale-bar").waitFor({ timeout: 120_000 });
  for (const [tool, turns] of [
    ["Distance", 1],
    ["Area", 2],
    ["Height", 1],
  ] as const) {
    await page.keyboard.press("u");
    await page.locator("#panel-tools-title:focus").waitFor(SLOW);
    await page.getByRole("button", { name: tool, exact: true }).waitFor(SLOW);
    await tabTo(page, tool);
    await page.keyboard.press("Enter");
    await page.locator(".middle-mark").waitFor(SLOW);
    await page.keyboard.press("Space");
    await said(page, 1);
    for (let turn = 0; turn < turns; turn++) {
      await hold(page, turn === 0 ? "ArrowRight" : "ArrowDown");
      await page.keyboard.press("Space");
      if (tool !== "Height") await said(page, turn + 2);
    }
    if (tool !== "Height") await page.keyboard.press("Enter");
    await page.locator(".results li", { hasText: tool }).waitFor(SLOW);
  }
  const distance = page.locator(".results li", { hasText: "Distance" }).locator("strong");
  expect(readMeasure(await distance.textContent())).toBeGreaterThan(1);

  await page.keyboard.press("m");
  await page.keyboard.press("Shift+F10");
  await page
    .getByRole("menuitem", { name: "Copy: WGS84" })
    .and(page.locator(":focus"))
    .waitFor(SLOW);
  await page.keyboard.press("Enter");
  await expect.poll(() => clipboard(page), SLOW).toMatch(/^139\.\d{6}, 35\.\d{6}$/);

  await page.keyboard.press("Shift+F10");
  await page
    .getByRole("menuitem", { name: "Copy: WGS84" })
    .and(page.locator(":focus"))
    .waitFor(SLOW);
  await page.keyboard.press("ArrowUp");
  await page
    .getByRole("menuitem", { name: "Draw a region from here" })
    .and(page.locator(":focus"))
    .waitFor(SLOW);
  await page.keyboard.press("Enter");
  await page.locator(".tool-bar", { hasText: "Region" }).waitFor(SLOW);
  await page.keyboard.press("Escape");
  await page.locator(".tool-bar").waitFor({ ...SLOW, state: "detached" });
  expect(live.errors).toEqual([]);
  await live.close();
});

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Goes on with Tab until the button of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (focused === name) return;
  }
  throw new Error(`no Tab leads to ${name}`);
}

/** Until the tool has so many points; where it never has, what it says instead. */
async function said(page: Page, points: number): Promise<void> {
  const words = points === 1 ? "1 point set." : `${points} points set.`;
  const status = page.locator("[role=status]");
  await expect.poll(() => status.allTextContents().then(String), SLOW).toContain(words);
}

/** Holds a key that moves the map until it has moved well, however slowly it is drawn. */
async function hold(page: Page, key: string): Promise<void> {
  const bar = page.locator(".tool-now");
  const before = await bar.textContent();
  await page.keyboard.down(key);
  await expect.poll(() => bar.textContent(), SLOW).not.toBe(before);
  await page.waitForTimeout(500);
  await page.keyboard.up(key);
}
