import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeatureCollection, Point } from "geojson";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENTITY_KINDS } from "../../shared/entity.ts";
import type { HistoryStatus } from "../../shared/history.ts";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { type Pixels, pixelsOf } from "../support/pixels.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { drawUntil } from "../support/still-map.ts";
import { writeWorldFolder } from "../support/world-folder.ts";

/**
 * Two minutes of the simulation are recorded, and seen again: at several moments everything stands on the screen
 * where `/api/city?at=` says that it was, and is drawn there. A link opens the same on another machine.
 */

const SLOW = { timeout: 60_000 };
const DESK = { viewport: { width: 1280, height: 720 } };
const RECORDED = 120_000;
/** Seconds into the recording that are looked at. */
const MOMENTS = [20, 50, 80.5, 115];
/** CSS pixels: of a place on the screen, and of a symbol about its middle. */
const SAME = 1.5;
const SYMBOL = 3;
/** As far as a symbol reaches, with its heading and its shadow. */
const REACH = 40;
/** Milliseconds that the bar is long. */
const LENGTH = 10 * 60_000;
/** From straight above the town: nothing stands before anything else. */
const EYE = "139.9,35.6,1800,0,-90";

interface ScreenPlace {
  readonly x: number;
  readonly y: number;
}

interface Told {
  readonly id: string;
  readonly place: readonly [longitude: number, latitude: number, height: number];
}

interface Found {
  readonly id: string;
  readonly expected: ScreenPlace;
  readonly shown: ScreenPlace | undefined;
}

let folder: string;
let server: StartedServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
let began: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-recorded-"));
  await writeWorldFolder(folder);
  server = await startServer({
    simulator: true,
    args: ["--city", folder, "--simulator-scale", "0.05"],
  });
  began = await firstKept();
  browser = await launchBrowser();
  watched = await openPage(browser, addressOf(`eye=${EYE}`), DESK);
  page = watched.page;
  await page.locator(".connection.live").waitFor({ state: "attached", ...SLOW });
  await page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
}, 180_000);

afterAll(async () => {
  await watched?.close();
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("two minutes of the simulation", () => {
  it("are recorded while the page shows them live", async () => {
    const left = began + RECORDED + 5_000 - Date.now();
    if (left > 0) await page.waitForTimeout(left);
    expect(await page.locator(".past-band").count()).toBe(0);
  }, 300_000);

  it.each(MOMENTS)(
    "are gone back to, and stand as the server says, %d s into them",
    async (into) => {
      const at = await scrubTo(began + into * 1_000);
      const found = await standing(page, at);
      expect(found.length).toBeGreaterThan(20);
      expect(wrongOf(found)).toEqual([]);
    },
  );

  it("are not the same picture twice", async () => {
    const [first, last] = [await cityAt(began + 20_000), await cityAt(began + 115_000)];
    const before = new Map(first.map(({ id, place }) => [id, place.join()]));
    const moved = last.filter(({ id, place }) => before.get(id) !== place.join());
    expect(moved.length).toBeGreaterThan(5);
  });

  it("are opened by a link as they are, on another machine, and drawn there", async () => {
    const at = await scrubTo(began + 60_000);
    await clickOne(await standing(page, at));
    await page.evaluate(() => window.machinami?.settle());
    const found = await standing(page, at);
    const query = new URL(await linkOf()).searchParams;
    expect(query.get("at")).toBe(new Date(at).toISOString());
    const other = await open(query);
    expect(await shownOn(other.page)).toBe(at);
    expect(await chosenOn(other.page)).toBe(await chosenOn(page));
    expect(await eyeOf(other.page)).toEqual(await eyeOf(page));
    const again = await standing(other.page, at);
    expect(again.map(({ id }) => id)).toEqual(found.map(({ id }) => id));
    expect(wrongOf(again)).toEqual([]);
    await other.close();

    // Once with all, once with nothing but the city: what differs is what is drawn.
    query.delete("selected");
    query.set("labels", "off");
    const { pixels: full, found: drawn } = await picture(query);
    query.set("hide", ENTITY_KINDS.join());
    const { pixels: empty } = await picture(query);
    const places = drawn.map(({ expected }) => expected);
    expect(places.length).toBeGreaterThan(20);
    expect(places.filter((place) => !isDrawn(full, empty, place))).toEqual([]);
    // Two pages may have settled on other levels of a tile here and there.
    expect(straysOf(full, empty, places)).toBeLessThan((full.width * full.height) / 1_000);
  });

  it("are left for now by L", async () => {
    await page.locator("body").press("l");
    await page.locator(".past-band").waitFor({ state: "detached", ...SLOW });
    await page.locator(".timeline.live").waitFor(SLOW);
    await expect.poll(() => new URL(page.url()).searchParams.get("at"), SLOW).toBe(null);
    expect(watched.errors).toEqual([]);
  });
});

/** By the bar, drawn with the mouse. The moment that is then shown: it stands. */
async function scrubTo(wanted: number): Promise<number> {
  const bar = page.getByRole("slider", { name: "Time shown" });
  if ((await page.locator(".timeline.whole").count()) === 0) await page.locator("body").press(".");
  await page.getByLabel("Length of the bar").last().selectOption(String(LENGTH));
  await page.waitForTimeout(500);
  const box = await bar.boundingBox();
  if (box === null) throw new Error("the page has no timeline");
  const y = box.y + box.height * 0.4;
  await page.mouse.move(box.x + box.width * 0.5, y);
  await page.mouse.down();
  await page.locator(".timeline.past").waitFor(SLOW);
  // Where that is before the first that is kept, it is the first. The bar follows in its next picture.
  await page.waitForTimeout(500);
  const head = await page.locator(".timeline-head").boundingBox();
  const off = ((wanted - (await shownOn(page))) / LENGTH) * box.width;
  await page.mouse.move((head?.x ?? 0) + 1 + off, y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => Math.abs((await shownOn(page)) - wanted), SLOW).toBeLessThan(1_500);
  return shownOn(page);
}

/** Draws until all that the server tells of in the view is where it says; what stands where in the end. */
async function standing(on: Page, at: number): Promise<readonly Found[]> {
  const told = await cityAt(at);
  let found = await compare(on, told);
  for (let turn = 0; turn < 40 && (found.length === 0 || wrongOf(found).length > 0); turn++) {
    await on.waitForTimeout(250);
    found = await compare(on, told);
  }
  return found;
}

function compare(on: Page, told: readonly Told[]): Promise<Found[]> {
  return on.evaluate((all) => {
    const hooks = window.machinami;
    const map = document.querySelector(".map canvas")?.getBoundingClientRect();
    if (hooks === undefined || map === undefined) throw new Error("the page has no map");
    hooks.renderOnce();
    const point = (of: { x: number; y: number } | undefined) => of && { x: of.x, y: of.y };
    return all.flatMap(({ id, place }) => {
      const expected = point(hooks.screenPositionAt(...place));
      const isIn =
        expected !== undefined &&
        expected.x >= 0 &&
        expected.y >= 0 &&
        expected.x < map.width &&
        expected.y < map.height;
      return isIn ? [{ id, expected, shown: point(hooks.screenPositionOf(id)) }] : [];
    });
  }, told);
}

function wrongOf(found: readonly Found[]): readonly Found[] {
  return found.filter(
    ({ expected, shown }) =>
      shown === undefined || Math.hypot(expected.x - shown.x, expected.y - shown.y) > SAME,
  );
}

async function cityAt(at: number): Promise<readonly Told[]> {
  const answer = await fetch(`${server.url}/api/city?at=${new Date(at).toISOString()}`);
  const { features } = (await answer.json()) as FeatureCollection<Point>;
  return features.map(({ id, geometry }) => ({
    id: String(id),
    place: geometry.coordinates as [number, number, number],
  }));
}

/** One of those that move, on the map. */
async function clickOne(found: readonly Found[]): Promise<void> {
  const map = await page.locator(".map canvas").first().boundingBox();
  const { x = 0, y = 0 } = found.find(({ id }) => !id.startsWith("sensor"))?.shown ?? {};
  await page.mouse.click((map?.x ?? 0) + x, (map?.y ?? 0) + y);
  await chosenOn(page);
}

/** As a person gives it to another. */
async function linkOf(): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const panel = page.locator("#panel-screens");
  await page.locator("#panel-screens-title[aria-expanded=false]").click(SLOW);
  await panel.locator(".screens-link").last().getByRole("button").click(SLOW);
  return page.evaluate(() => navigator.clipboard.readText());
}

async function open(query: URLSearchParams): Promise<WatchedPage> {
  const opened = await openPage(browser, addressOf(query.toString()), DESK);
  await opened.page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await opened.page.evaluate(() => window.machinami?.settle());
  await opened.page.locator(".past-band").waitFor(SLOW);
  return opened;
}

/** The map as it is drawn by a link, without names; and what stands where. */
async function picture(
  query: URLSearchParams,
): Promise<{ readonly pixels: Pixels; readonly found: readonly Found[] }> {
  const opened = await open(query);
  await drawUntil(opened.page, query.get("hide") === "" ? 20 : 0);
  const found = await compare(opened.page, await cityAt(Date.parse(query.get("at") ?? "")));
  await opened.page.evaluate(() => window.machinami?.settle());
  const clip = await opened.page.locator(".map canvas").first().boundingBox();
  const pixels = await pixelsOf(opened.page, clip ?? undefined);
  await opened.close();
  return { pixels, found };
}

/** Whether two pictures differ near a place. */
function isDrawn(full: Pixels, empty: Pixels, { x, y }: ScreenPlace): boolean {
  for (let dy = -SYMBOL; dy <= SYMBOL; dy++)
    for (let dx = -SYMBOL; dx <= SYMBOL; dx++)
      if (isOther(full, empty, Math.round(x) + dx, Math.round(y) + dy)) return true;
  return false;
}

/** Pixels that differ though nothing is near. */
function straysOf(full: Pixels, empty: Pixels, places: readonly ScreenPlace[]): number {
  let strays = 0;
  for (let y = 0; y < full.height; y++)
    for (let x = 0; x < full.width; x++)
      if (
        isOther(full, empty, x, y) &&
        places.every((at) => Math.hypot(at.x - x, at.y - y) > REACH)
      )
        strays++;
  return strays;
}

function isOther(a: Pixels, b: Pixels, x: number, y: number): boolean {
  const at = (y * a.width + x) * 4;
  return [0, 1, 2].some((c) => Math.abs((a.data[at + c] ?? 0) - (b.data[at + c] ?? 0)) > 24);
}

function addressOf(query: string): string {
  return `${server.url}/control?still=1&clock=${Date.now()}&${query}`;
}

function shownOn(on: Page): Promise<number> {
  return on.evaluate(() => window.machinami?.shown ?? Number.NaN);
}

function eyeOf(on: Page): Promise<string> {
  return on.evaluate(() => {
    const { longitude, latitude, height } = window.machinami?.eye() ?? {};
    return [longitude?.toFixed(5), latitude?.toFixed(5), height?.toFixed(0)].join();
  });
}

function chosenOn(on: Page): Promise<string | null> {
  return on.locator("#panel-inspector h3").first().textContent(SLOW);
}

/** When the first was observed that is kept. */
async function firstKept(): Promise<number> {
  for (;;) {
    const answer = (await (await fetch(`${server.url}/api/history`)).json()) as HistoryStatus;
    if (answer.range !== undefined) return answer.range[0];
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
