import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { seriousFaults } from "../support/serious-faults.ts";
import { SMALL_CITY, writeSmallCity } from "../support/small-city.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { sendObservations } from "../support/still-map.ts";

/**
 * A vehicle goes past seven sensors, one every ten seconds. Where it stands on the screen at a moment of the past is
 * where the sensor of that moment is.
 */
const SLOW = { timeout: 60_000 };
const DESK = { viewport: { width: 1024, height: 640 } };
const [WEST, SOUTH, EAST, NORTH] = SMALL_CITY.bounds;
const STEPS = 7;
const STEP = 10_000;
/** Pixels. */
const SAME = 3;
const VEHICLE = "vehicle:past";
const LATECOMER = "vehicle:late";

let folder: string;
let server: StartedServer;
let browser: Browser;
let opened: WatchedPage | undefined;
/** When the vehicle was at the first sensor. */
let began: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-past-"));
  await writeSmallCity(folder);
  server = await startServer({ args: ["--city", folder], mqtt: false });
  began = Math.floor(Date.now() / 1_000) * 1_000 - STEPS * STEP - 20_000;
  const sensors = Array.from({ length: STEPS }, (_, step) => ({
    ...said(`sensor:${step}`, "sensor", step),
    observedAt: new Date(began - 60_000).toISOString(),
  }));
  const fixes = Array.from({ length: STEPS }, (_, step) => said(VEHICLE, "vehicle", step));
  await sendObservations(server.url, [...sensors, ...fixes, said(LATECOMER, "vehicle", 6)]);
  browser = await launchBrowser();
});

afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("the past on the page", () => {
  it("opens by a link as it was, is called the past in every place, and L leads back to now", async () => {
    const page = await open(momentOf(2));
    await standsAt(page, 2);
    const band = page.getByRole("region", { name: "The moment shown" });
    await expect.poll(() => band.textContent(), SLOW).toMatch(/PAST.*recorded 1 min|PAST.*ago/);
    expect(await band.locator("time").getAttribute("dateTime")).toBe(iso(momentOf(2)));
    expect(await page.locator(".strip .city-clock").textContent()).toMatch(/^PAST/);
    expect(await page.title()).toMatch(/^Past \d{4}-\d\d-\d\d \d\d:\d\d · /);
    expect(await frameOf(page)).toBe(await colourOf(page, ".past-band"));
    expect(await page.locator(".figures .delay, .figures .rate").count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);

    await sayAgain();
    await page.keyboard.press("l");
    await band.waitFor({ state: "detached", ...SLOW });
    await standsAt(page, STEPS - 1);
    expect(await page.title()).not.toMatch(/Past/);
    expect(await page.locator(".strip .city-clock").textContent()).not.toMatch(/PAST/);
    expect(await frameOf(page)).toBe("none");
    expect(opened?.errors).toEqual([]);
  });

  it("is gone to by the keys from now, steps there and back, and shows each moment as it was", async () => {
    const page = await open(momentOf(4));
    await standsAt(page, 4);
    await page.keyboard.press("Shift+ArrowLeft");
    await standsAt(page, 3);
    await page.keyboard.press("Shift+ArrowLeft");
    await standsAt(page, 2);
    await page.keyboard.press("Shift+ArrowRight");
    await standsAt(page, 3);
    expect(await page.locator(".past-band time").getAttribute("dateTime")).toBe(iso(momentOf(3)));
    // The address follows, so that a page that is loaded again is where it was.
    await expect
      .poll(() => new URL(page.url()).searchParams.get("at"), SLOW)
      .toBe(iso(momentOf(3)));
  });

  it("runs on as fast as it is asked to", async () => {
    const page = await open(momentOf(0), "&rate=5");
    await page.locator(".past-run", { hasText: "5×" }).waitFor(SLOW);
    const from = await shownAt(page);
    const began = Date.now();
    await page.waitForTimeout(2_000);
    const rate = ((await shownAt(page)) - from) / (Date.now() - began);
    expect(rate).toBeGreaterThan(2.5);
    // A page that was busy while it opened catches up at twice its rate.
    expect(rate).toBeLessThan(10.5);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator("#panel-screens-title[aria-expanded=false]").click(SLOW);
    const copy = page.locator("#panel-screens .screens-link").last().getByRole("button");
    await copy.waitFor(SLOW);
    await page.waitForTimeout(1_500);
    const before = await shownAt(page);
    await copy.click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(Date.parse(new URL(link).searchParams.get("at") ?? "")).toBeGreaterThanOrEqual(before);
    await standsAt(page, STEPS - 1);
  });

  it("keeps what is selected, and says that it was not there", async () => {
    const selected = encodeURIComponent(JSON.stringify({ type: "entity", id: LATECOMER }));
    const page = await open(momentOf(1), `&selected=${selected}`);
    await standsAt(page, 1);
    const inspector = page.locator("#panel-inspector");
    await inspector.getByText(`${LATECOMER} is not in the picture at this moment`).waitFor(SLOW);
    await sayAgain();
    await page.keyboard.press("l");
    await inspector.locator(".entity").waitFor(SLOW);
  });

  it("says so where a moment is not kept, and shows now", async () => {
    await sayAgain();
    const page = await open(Date.UTC(2001, 0, 1));
    await page.getByText("Nothing is kept of the moment that was asked for.").waitFor(SLOW);
    expect(await page.locator(".past-band").count()).toBe(0);
    await standsAt(page, STEPS - 1);
  });

  it("stays in the past when it is presented, and says so", async () => {
    const page = await open(momentOf(2), "&present=1");
    await standsAt(page, 2);
    expect(await page.locator(".past-band").isVisible()).toBe(true);
    await page.getByRole("button", { name: /Back to live/ }).click(SLOW);
    await page.locator(".past-band").waitFor({ state: "detached", ...SLOW });
  });
});

async function open(at: number, more = ""): Promise<Page> {
  const url = `${server.url}/control?still=1&clock=${Date.now()}&at=${iso(at)}${more}`;
  opened = await openPage(browser, url, DESK);
  await opened.page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await opened.page.evaluate(() => window.machinami?.settle());
  return opened.page;
}

/** Draws until the vehicle is where the sensor of a step is. */
async function standsAt(page: Page, step: number): Promise<void> {
  await page.waitForFunction(
    ([vehicle, sensor, same]) => {
      const hooks = window.machinami;
      // By the held clock glides end, where there are any.
      if (hooks !== undefined) hooks.clock += 500;
      hooks?.renderOnce();
      const [one, other] = [hooks?.screenPositionOf(vehicle), hooks?.screenPositionOf(sensor)];
      if (one === undefined || other === undefined) return false;
      return Math.hypot(one.x - other.x, one.y - other.y) < same;
    },
    [VEHICLE, `sensor:${step}`, SAME] as const,
    { ...SLOW, polling: 100 },
  );
}

/** Both are where they were last, so that they have not left the picture of now. */
async function sayAgain(): Promise<void> {
  const observedAt = iso(Date.now());
  const again = [VEHICLE, LATECOMER].map((id) => said(id, "vehicle", STEPS - 1));
  await sendObservations(
    server.url,
    again.map((each) => ({ ...each, observedAt })),
  );
}

async function shownAt(page: Page): Promise<number> {
  return Date.parse((await page.locator(".past-band time").getAttribute("dateTime")) ?? "");
}

/** The colour of the frame around the map; "none" where there is none. */
function frameOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const style = getComputedStyle(document.querySelector(".map") as Element, "::after");
    return style.content === "none" ? "none" : style.borderLeftColor;
  });
}

function colourOf(page: Page, selector: string): Promise<string> {
  return page.evaluate(
    (which) => getComputedStyle(document.querySelector(which) as Element).backgroundColor,
    selector,
  );
}

function momentOf(step: number): number {
  return began + step * STEP;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function said(id: string, kind: string, step: number) {
  const longitude = WEST + ((EAST - WEST) * (step + 1.5)) / (STEPS + 2);
  return {
    entity: { id, kind },
    observedAt: iso(momentOf(step)),
    position: { longitude, latitude: (SOUTH + NORTH) / 2, height: SMALL_CITY.ground.height + 60 },
  };
}
