import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { type Pixels, pixelsOf } from "../support/pixels.ts";
import { SMALL_CITY, writeSmallCity } from "../support/small-city.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { drawLater, drawUntil, onScreen, sendObservations } from "../support/still-map.ts";

/**
 * The drawing of entities uses classes that Cesium keeps to itself: these tests are what fails when one
 * of them has changed.
 */
const SLOW = { timeout: 60_000 };
/** The smallest page that has the map beside its panels. */
const DESK = { viewport: { width: 1024, height: 640 } };
const [WEST, SOUTH, EAST, NORTH] = SMALL_CITY.bounds;
const began = Date.now();
/** Above the roofs, well apart on the screen. */
const LIVE = place(0.3, 0.3);
const STALE = place(0.7, 0.3);
const SENSOR = place(0.5, 0.75);

let folder: string;
let server: StartedServer;
let browser: Browser;
let opened: WatchedPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-scene-"));
  await writeSmallCity(folder);
  server = await startServer({ args: ["--city", folder, "--no-simulator"], mqtt: false });
  browser = await launchBrowser();
  opened = await openPage(browser, `${server.url}/control?still=1&clock=${began}`, DESK);
  await opened.page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await opened.page.evaluate(() => window.machinami?.settle());
  await send([
    observation("vehicle:live", "vehicle", LIVE, began, 0),
    observation("vehicle:stale", "vehicle", STALE, began - 600_000, 0),
    observation("sensor:one", "sensor", SENSOR, began),
  ]);
  await drawnAtLeast(3);
});

afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("the fast entities", () => {
  it("are drawn, and a pick at each gives that one", async () => {
    for (const id of ["vehicle:live", "vehicle:stale", "sensor:one"]) {
      expect(await pickedAt(id)).toEqual({ type: "entity", id });
    }
  });

  it("have the colour of their kind where live, and are hollow where stale", async () => {
    const live = await tinted("vehicle:live", isVehicleBlue);
    const stale = await tinted("vehicle:stale", isVehicleBlue);
    expect(live).toBeGreaterThan(60);
    expect(stale).toBeLessThan(live / 4);
  });

  it("turn their notch to where they head, and turn round", async () => {
    const north = await aheadAndBehind("vehicle:live", 0);
    expect(north.ahead).toBeGreaterThan(north.behind + 2);
    await sendAndSee([observation("vehicle:live", "vehicle", LIVE, Date.now(), 180)]);
    // It takes a little longer to turn than it was since it was last heard of.
    await draw(1.2 * (Date.now() - began) + 1_000);
    const south = await aheadAndBehind("vehicle:live", 0);
    expect(south.behind).toBeGreaterThan(south.ahead + 2);
  });

  it("glide between fixes as the clock goes on", async () => {
    const first = observation("vehicle:glides", "vehicle", place(0.2, 0.6), Date.now() - 8_000);
    await sendAndSee([first]);
    await sendAndSee([observation("vehicle:glides", "vehicle", place(0.4, 0.6), Date.now())]);
    const from = await onScreen(opened.page, "vehicle:glides");
    await draw(4_000);
    const halfway = await onScreen(opened.page, "vehicle:glides");
    await draw(10_000);
    const there = await onScreen(opened.page, "vehicle:glides");
    const whole = Math.hypot(there.x - from.x, there.y - from.y);
    const half = Math.hypot(halfway.x - from.x, halfway.y - from.y);
    expect(whole).toBeGreaterThan(20);
    expect(half / whole).toBeGreaterThan(0.25);
    expect(half / whole).toBeLessThan(0.75);
  });

  it("show the chosen one over another that stands in the same place", async () => {
    const at = Date.now();
    const [under, over] = ["vessel:under", "vessel:over"];
    await sendAndSee([observation(under, "vessel", place(0.8, 0.8), at)]);
    await sendAndSee([observation(over, "vessel", place(0.8, 0.8), at)]);
    expect(await pickedAt(under)).toEqual({ type: "entity", id: over });
    await opened.page.locator("body").press("k");
    await opened.page.getByRole("button", { name: /^Vessels/ }).click(SLOW);
    await opened.page.locator(".row-button", { hasText: under }).click(SLOW);
    await draw(0);
    expect(await pickedAt(under)).toEqual({ type: "entity", id: under });
  });

  it("are drawn by the thousand", async () => {
    const at = Date.now();
    const many = Array.from({ length: 2_000 }, (_, i) =>
      observation(`sensor:many:${i}`, "sensor", place((i % 50) / 50, Math.floor(i / 50) / 40), at),
    );
    await send(many);
    await drawnAtLeast(2_006);
  });

  it("leave the console without an error and ask no one else", () => {
    expect(opened.errors).toEqual([]);
    expect(opened.elsewhere).toEqual([]);
  });
});

interface Place {
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
}

function place(east: number, north: number): Place {
  return {
    longitude: WEST + (EAST - WEST) * east,
    latitude: SOUTH + (NORTH - SOUTH) * north,
    height: SMALL_CITY.ground.height + 115,
  };
}

function observation(
  id: string,
  kind: string,
  position: Place,
  at: number,
  headingDegrees?: number,
) {
  return {
    entity: { id, kind },
    observedAt: new Date(at).toISOString(),
    position,
    ...(headingDegrees === undefined ? {} : { motion: { headingDegrees } }),
  };
}

function send(observations: readonly unknown[]): Promise<void> {
  return sendObservations(server.url, observations);
}

function drawnAtLeast(count: number): Promise<void> {
  return drawUntil(opened.page, count);
}

/** Sends, and draws until the page has heard of it; the page's clock stands at this moment then. */
async function sendAndSee(observations: readonly ReturnType<typeof observation>[]): Promise<void> {
  const before = await heard();
  await send(observations);
  await opened.page.waitForFunction(
    (count) => (window.machinami?.stats().heard ?? 0) > count,
    before,
    { ...SLOW, polling: 50 },
  );
  await draw(0);
}

function heard(): Promise<number> {
  return opened.page.evaluate(() => window.machinami?.stats().heard ?? 0);
}

/** Draws a frame so many milliseconds later. */
function draw(later: number): Promise<void> {
  return drawLater(opened.page, later);
}

async function pickedAt(id: string) {
  const { x, y } = await onScreen(opened.page, id);
  return opened.page.evaluate(([a, b]) => window.machinami?.pickAt(a, b), [x, y] as const);
}

/** What is drawn about an entity, 48 CSS pixels square, it in the middle. */
async function around(id: string): Promise<Pixels> {
  await draw(0);
  const { x, y } = await onScreen(opened.page, id);
  const box = await opened.page.locator("canvas").first().boundingBox();
  if (box === null) throw new Error("the map has no canvas");
  const clip = {
    x: Math.round(box.x + x) - 24,
    y: Math.round(box.y + y) - 24,
    width: 48,
    height: 48,
  };
  return pixelsOf(opened.page, clip);
}

function isVehicleBlue(red: number, green: number, blue: number): boolean {
  return blue > 170 && green > 120 && red < 160 && blue - red > 70;
}

type Test = (red: number, green: number, blue: number) => boolean;

function pixelIs({ width, data }: Pixels, x: number, y: number, test: Test): boolean {
  const at = (Math.round(y) * width + Math.round(x)) * 4;
  return test(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
}

async function tinted(id: string, test: Test): Promise<number> {
  const pixels = await around(id);
  let count = 0;
  for (let y = 0; y < pixels.height; y++)
    for (let x = 0; x < pixels.width; x++) if (pixelIs(pixels, x, y, test)) count++;
  return count;
}

/** How far the symbol reaches from its middle, in pixels, along a heading on the screen and against it. */
async function aheadAndBehind(id: string, headingDegrees: number) {
  const pixels = await around(id);
  const turn = ((headingDegrees - HOME_HEADING) * Math.PI) / 180;
  // Seen from above at a slant, what lies ahead on the ground is up on the screen.
  const [dx, dy] = [Math.sin(turn), -Math.cos(turn) * Math.sin(HOME_TILT)];
  const length = Math.hypot(dx, dy);
  const reach = (sign: number) => {
    let farthest = 0;
    for (let step = 0; step < 23; step += 0.5) {
      const x = 24 + (sign * dx * step) / length;
      const y = 24 + (sign * dy * step) / length;
      if (pixelIs(pixels, x, y, isVehicleBlue)) farthest = step;
    }
    return farthest;
  };
  return { ahead: reach(1), behind: reach(-1) };
}

/** The home view of a city: degrees, radians. */
const HOME_HEADING = 24;
const HOME_TILT = (19 * Math.PI) / 180;
