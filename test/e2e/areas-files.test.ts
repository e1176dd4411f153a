import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeOf, regionsOf, settleAreas, writeDistrictCity } from "../support/areas-page.ts";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { skipTour } from "../support/drive-page.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

const SLOW = { timeout: 60_000 };
const DESK = { viewport: { width: 1_280, height: 720 }, acceptDownloads: true };

let folder: string;
let server: StartedServer;
let browser: Browser;
/** Draws nothing by itself. */
let still: WatchedPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-areas-"));
  await writeDistrictCity(folder);
  server = await startServer({ args: ["--city", folder, "--no-simulator"] });
  browser = await launchBrowser();
  await fetch(`${server.url}/api/regions`, {
    method: "POST",
    headers: { "content-type": "application/geo+json" },
    body: JSON.stringify(square("North pier", 0, -230)),
  });
  const url = `${server.url}/control?lang=en&still=1&clock=${Date.now()}`;
  still = await openPage(browser, url, DESK);
  await still.page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await skipTour(still.page);
  await settleAreas(still.page);
  await still.page.keyboard.press("g");
});

afterAll(async () => {
  await still?.close();
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("files of regions", () => {
  it("are written and read again", async () => {
    const { page } = still;
    const download = page.waitForEvent("download", SLOW);
    await page.getByRole("button", { name: "Save all regions as a GeoJSON file" }).click();
    const path = await (await download).path();
    await importFile(page, await readFile(path, "utf8"));
    await page.locator(".desk-note", { hasText: "1 region was added." }).waitFor(SLOW);
    expect((await regionsOf(server.url)).features.map(({ properties }) => properties.name)).toEqual(
      ["North pier", "North pier"],
    );
  });

  it("that are no GeoJSON are refused with a reason, by the page or by the server", async () => {
    const { page } = still;
    await importFile(page, "{");
    await page.getByRole("alert").getByText("The file is not JSON").waitFor(SLOW);
    const bow = [
      [
        [139.9, 35.6],
        [139.91, 35.61],
        [139.91, 35.6],
        [139.9, 35.61],
        [139.9, 35.6],
      ],
    ];
    await importFile(page, JSON.stringify({ type: "Polygon", coordinates: bow }));
    await page.getByRole("alert").getByText("Nothing was read from the file.").waitFor(SLOW);
    expect((await regionsOf(server.url)).features).toHaveLength(2);
  });

  it("of a thousand regions are drawn without holding up the page", async () => {
    const { page } = still;
    await importFile(page, JSON.stringify(thousand()));
    await page.locator(".desk-note", { hasText: "1,000 regions were added." }).waitFor(SLOW);
    await page.getByText("The first 50 of 1,002.").waitFor(SLOW);
    await settleAreas(page);
    await page.getByLabel("Find a region").fill("Square 999");
    await expect.poll(() => page.locator(".regions .area-row").count(), SLOW).toBe(1);
    const stall = await page.evaluate(async () => {
      let longest = 0;
      let last = performance.now();
      for (let turn = 0; turn < 10; turn++) {
        window.machinami?.renderOnce();
        await new Promise((resolve) => setTimeout(resolve));
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }
      return longest;
    });
    // A frame drawn in software takes most of it.
    expect(stall).toBeLessThan(10_000);
  });
});

it("draws a region by keyboard alone", async () => {
  const live = await openPage(browser, `${server.url}/control?lang=en`, DESK);
  const { page } = live;
  await page.locator(".scale-bar").waitFor({ timeout: 120_000 });
  await skipTour(page);
  await page.keyboard.press("z");
  await page.locator(".middle-mark").waitFor(SLOW);
  for (const key of ["ArrowRight", "ArrowDown", undefined]) {
    await page.keyboard.press("Space");
    if (key !== undefined) await hold(page, key);
  }
  await page.keyboard.press("Enter");
  await page.locator(".region-form input[type=text]:focus").waitFor(SLOW);
  await page.keyboard.type("By hand");
  await page.keyboard.press("Enter");
  await page.locator("#panel-inspector").getByRole("heading", { name: "By hand" }).waitFor(SLOW);
  expect((await regionsOf(server.url)).features.map(({ properties }) => properties.name)).toContain(
    "By hand",
  );
  expect(live.errors).toEqual([]);
  await live.close();
});

it("logs no error and asks no one else", () => {
  // The browser tells by itself of the one file that the server refused.
  expect(still.errors.filter((error) => !error.includes("400 (Bad Request)"))).toEqual([]);
  expect(still.elsewhere).toEqual([]);
});

function square(name: string, east: number, north: number, limits = {}) {
  const ring = [
    [east, north],
    [east + 10, north],
    [east + 10, north + 10],
    [east, north + 10],
    [east, north],
  ].map(([x = 0, y = 0]) => placeOf(x, y));
  const geometry = { type: "Polygon", coordinates: [ring] };
  return { type: "Feature", geometry, properties: { name, ...limits } };
}

function thousand() {
  const features = Array.from({ length: 1_000 }, (_, i) => {
    const [east, north] = [-260 + 16 * (i % 32), -230 + 14 * Math.floor(i / 32)];
    return square(`Square ${i}`, east, north, i % 10 === 0 ? { floor: 40, ceiling: 60 } : {});
  });
  return { type: "FeatureCollection", features };
}

async function importFile(page: Page, text: string): Promise<void> {
  await page.locator("#panel-areas input[type=file]").setInputFiles({
    name: "areas.geojson",
    mimeType: "application/geo+json",
    buffer: Buffer.from(text),
  });
}

/** Holds a key that moves the map until it has moved well. */
async function hold(page: Page, key: string): Promise<void> {
  await page.keyboard.down(key);
  await page.waitForTimeout(4_000);
  await page.keyboard.up(key);
  // A frame, so that the cross stands on what is seen.
  await page.waitForTimeout(700);
}
