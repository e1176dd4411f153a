import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { countColours, type Pixels, pixelsOf } from "../support/pixels.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

/** The city that `npm start` grows, with its simulated life, as somebody sees it who has nothing else. */
const CITY = join(import.meta.dirname, "..", "..", "dist", "city", "hamatsuki");
const SLOW = { timeout: 120_000 };
const DESK = { viewport: { width: 1024, height: 640 } };
/** 12:30 and 22:00 in Japan, on the day of the test. */
const midnight = Date.now() - ((Date.now() + 9 * 3_600_000) % 86_400_000);
const NOON = midnight + 12.5 * 3_600_000;
const NIGHT = midnight + 22 * 3_600_000;

let server: StartedServer;
let browser: Browser;
let opened: WatchedPage;

beforeAll(async () => {
  server = await startServer({ args: ["--city", CITY], simulator: true });
  browser = await launchBrowser();
  opened = await openPage(browser, `${server.url}/control?still=1&clock=${NOON}`, DESK);
  await opened.page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await settle();
});

afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await server?.stop();
});

describe("the default city", () => {
  it("is drawn: land, water and buildings of many tones, from its first view", async () => {
    const picture = await map();
    expect(countColours(picture)).toBeGreaterThan(60);
    expect(share(picture, isMagenta)).toBe(0);
  });

  it("is dark at night, with lit windows, and bright by day", async () => {
    const day = await map();
    await at(NIGHT);
    const night = await map();
    await at(NOON);
    expect(brightness(night)).toBeLessThan(0.6 * brightness(day));
    expect(share(night, isWarmLight)).toBeGreaterThan(0.01);
  });

  it("is full of life that says it is simulated", async () => {
    await opened.page.waitForFunction(
      () => {
        window.machinami?.renderOnce();
        return (window.machinami?.stats().drawn ?? 0) > 500;
      },
      undefined,
      { ...SLOW, polling: 500 },
    );
    const answer = await fetch(`${server.url}/api/entities?limit=1000`);
    const { entities } = (await answer.json()) as { entities: { provenance: string }[] };
    expect(entities.length).toBe(1000);
    expect(new Set(entities.map(({ provenance }) => provenance))).toEqual(new Set(["simulated"]));
    const clock = opened.page.locator(".clock-provenances");
    await clock.getByText("Simulated").waitFor();
    expect(await clock.getByText("Live").count()).toBe(0);
  });

  it("asks no other host for anything, and logs no error", () => {
    expect(opened.elsewhere).toEqual([]);
    expect(opened.errors).toEqual([]);
  });
}, 240_000);

async function settle(): Promise<void> {
  await opened.page.evaluate(() => window.machinami?.settle(100_000));
}

async function at(clock: number): Promise<void> {
  await opened.page.evaluate((moment) => {
    if (window.machinami !== undefined) window.machinami.clock = moment;
  }, clock);
  await settle();
}

/** What the page shows between its panels. */
function map(): Promise<Pixels> {
  return pixelsOf(opened.page, { x: 352, y: 160, width: 320, height: 400 });
}

function share({ data }: Pixels, is: (r: number, g: number, b: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (is(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0)) count++;
  return (4 * count) / data.length;
}

function brightness({ data }: Pixels): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 4)
    sum += (data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0);
  return sum / (0.75 * data.length);
}

/** What is drawn where a colour is missing. */
function isMagenta(r: number, g: number, b: number): boolean {
  return r > 240 && g < 15 && b > 240;
}

/** Brighter than anything that the night sky lights, and not of its blue. */
function isWarmLight(r: number, g: number, b: number): boolean {
  return r > 90 && r > b + 20 && g > b;
}
