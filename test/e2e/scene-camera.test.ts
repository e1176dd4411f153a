import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USE_FAMILIES } from "../../client/control/scene/looks/use-families.ts";
import { distance } from "../../shared/geodesy.ts";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { type Pixels, pixelsOf } from "../support/pixels.ts";
import { SMALL_CITY, writeSmallCity } from "../support/small-city.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { drawLater, drawUntil, onScreen, sendObservations } from "../support/still-map.ts";

/** The camera that goes with something, its presets, and how the map is drawn. */
const SLOW = { timeout: 60_000 };
const DESK = { viewport: { width: 1280, height: 720 } };
const [WEST, SOUTH, EAST, NORTH] = SMALL_CITY.bounds;
const GROUND = SMALL_CITY.ground.height;
const began = Date.now();
const BUS = "transit:bus";
const DRONE = "drone:one";
const NAMED = 40;

let folder: string;
let server: StartedServer;
let browser: Browser;
let opened: WatchedPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-camera-"));
  await writeSmallCity(folder);
  server = await startServer({ args: ["--city", folder, "--no-simulator"], mqtt: false });
  browser = await launchBrowser();
  opened = await openPage(browser, `${server.url}/control?still=1&clock=${began}`, DESK);
  const { page } = opened;
  await page.evaluate(() => localStorage.setItem("machinami.light", "day"));
  await page.reload();
  await page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await page.evaluate(() => window.machinami?.settle());
  await send([
    { ...seen(BUS, "transit", place(0.4, 0.3, 3), 90), name: "Line 7" },
    { ...seen(DRONE, "drone", place(0.62, 0.5, 160), 0), name: "Courier" },
  ]);
  await drawUntil(page, 2);
});

afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("the camera", () => {
  it("follows what is chosen by a key, keeps it in the middle as it goes, and stops by Escape", async () => {
    const { page } = opened;
    await choose(BUS);
    await page.locator("body").press("v");
    await expect.poll(() => note()).toContain("Following Line 7");
    for (const east of [0.45, 0.52]) {
      await sendAndSee([{ ...seen(BUS, "transit", place(east, 0.3, 3), 90), name: "Line 7" }]);
      await draw(4_000);
      await draw(40_000);
      expect(await fromMiddle(BUS)).toBeLessThan(60);
    }
    await page.locator("body").press("Escape");
    await expect.poll(() => note()).toBe("");
    const left = await eye();
    await draw(1_000);
    expect(await eye()).toEqual(left);
  });

  it("follows by mouse, is turned about it by the right button, and is let go by a drag", async () => {
    const { page } = opened;
    await page.getByRole("button", { name: "Follow", exact: true }).click(SLOW);
    await expect.poll(() => note()).toContain("Following Line 7");
    await draw(0);
    const before = await eye();
    await drag("right", 120);
    await draw(0);
    const after = await eye();
    expect(Math.abs(after.headingDegrees - before.headingDegrees)).toBeGreaterThan(10);
    expect(await fromMiddle(BUS)).toBeLessThan(60);
    expect(await note()).toContain("Following Line 7");
    await drag("left", 120);
    await expect.poll(() => note()).toBe("");
  });

  it("rides along in front of it, looking where it heads, and steps out when zoomed away", async () => {
    const { page } = opened;
    await page.locator("body").press("c");
    await expect.poll(() => note()).toContain("Riding with Line 7");
    await draw(0);
    const { longitude, latitude, height, headingDegrees } = await eye();
    const at = place(0.52, 0.3, 3);
    expect(distance(longitude, latitude, at.longitude, at.latitude)).toBeLessThan(20);
    expect(height - GROUND).toBeLessThan(12);
    expect(Math.abs(headingDegrees - 90)).toBeLessThan(2);
    await page.locator("canvas").first().press("-");
    await expect.poll(() => note()).toContain("Following Line 7");
    await page.locator("body").press("v");
    await expect.poll(() => note()).toBe("");
  });

  it("goes to the whole city, to a district and down to a street", async () => {
    const { page } = opened;
    const height = async (key: string) => {
      await page.locator("body").press(key);
      await page.waitForTimeout(300);
      await draw(0);
      return (await eye()).height - GROUND;
    };
    const overview = await height("0");
    const home = await eye();
    const district = await height("h");
    expect(district).toBeGreaterThan(400);
    expect(district).toBeLessThan(650);
    await page.evaluate(() => window.machinami?.settle());
    await expect.poll(() => height("y"), SLOW).toBeLessThan(6);
    expect((await eye()).height - GROUND).toBeGreaterThan(1);
    expect(await height("0")).toBeCloseTo(overview, 0);
    expect((await eye()).headingDegrees).toBeCloseTo(home.headingDegrees, 3);
    await page.evaluate(() => window.machinami?.settle());
  });
});

describe("how the map is drawn", () => {
  it("colours buildings by use as the legend says, and in their own colours again", async () => {
    const { page } = opened;
    const at = await officeOnScreen();
    const office = USE_FAMILIES.find(({ id }) => id === "office")?.color ?? "";
    const before = await hueAt(at);
    await page.locator("body").press("b");
    await expect.poll(() => page.locator(".map-legend li").count()).toBe(USE_FAMILIES.length);
    await page.evaluate(() => window.machinami?.settle());
    const painted = await hueAt(at);
    expect(apart(painted, hueOf(office))).toBeLessThan(0.03);
    expect(apart(before, hueOf(office))).toBeGreaterThan(2 * apart(painted, hueOf(office)));
    await page.getByRole("button", { name: "Show the buildings in their own colours" }).click(SLOW);
    await page.evaluate(() => window.machinami?.settle());
    expect(apart(await hueAt(at), before)).toBeLessThan(0.01);
  });

  it("draws a line from a drone down to what is beneath it", async () => {
    const withLine = await pinkBelow(DRONE);
    await opened.page
      .getByRole("switch", { name: /Drones/ })
      .first()
      .click(SLOW);
    await draw(0);
    const without = await pinkBelow(DRONE);
    await opened.page
      .getByRole("switch", { name: /Drones/ })
      .first()
      .click(SLOW);
    await draw(0);
    expect(withLine).toBeGreaterThan(without + 10);
  });

  it("writes names that do not cover one another, and none at a key", async () => {
    const { page } = opened;
    const many = Array.from({ length: NAMED }, (_, i) => ({
      ...seen(`drone:many:${i}`, "drone", place(0.3 + (i % 8) * 0.05, 0.3 + i * 0.008, 110), 0),
      name: `Courier number ${i}`,
    }));
    await sendAndSee(many);
    await choose("drone:many:20");
    // Whichever stands before it there.
    const chosen = await page.locator(".entity-head h3").textContent(SLOW);
    await expect.poll(() => page.locator(".map-label:not(.fading)").count()).toBeGreaterThan(5);
    const boxes = await page.locator(".map-label:not(.fading)").evaluateAll((labels) =>
      labels.map((label) => {
        const { left, top, right, bottom } = label.getBoundingClientRect();
        return { left, top, right, bottom, text: label.textContent ?? "" };
      }),
    );
    const piled = boxes.filter((a, i) =>
      boxes.some(
        (b, j) =>
          j > i &&
          a.left < b.right - 0.5 &&
          b.left < a.right - 0.5 &&
          a.top < b.bottom - 0.5 &&
          b.top < a.bottom - 0.5,
      ),
    );
    expect(piled).toEqual([]);
    expect(boxes.some(({ text }) => text.startsWith(chosen ?? "none"))).toBe(true);
    await page.locator("body").press("j");
    await draw(0);
    await expect.poll(() => page.locator(".map-label:not(.fading)").count()).toBe(0);
  });

  it("draws no one of a source that is hidden, and says who has left when that was followed", async () => {
    const { page } = opened;
    await choose(BUS);
    await page.locator("body").press("v");
    await expect.poll(() => note()).toContain("Following Line 7");
    const drawn = await page.evaluate(() => window.machinami?.stats().drawn ?? 0);
    expect(drawn).toBeGreaterThanOrEqual(NAMED + 2);
    await hideSource();
    const drawnNote = async () => {
      await draw(0);
      return note();
    };
    await expect.poll(drawnNote, SLOW).toContain("Line 7 has left the picture");
    expect(
      await page.evaluate((id) => window.machinami?.screenPositionOf(id), BUS),
    ).toBeUndefined();
  });

  it("leaves the console without an error and asks no one else", () => {
    expect(opened.errors).toEqual([]);
    expect(opened.elsewhere).toEqual([]);
  });
});

function place(east: number, north: number, above: number) {
  return {
    longitude: WEST + (EAST - WEST) * east,
    latitude: SOUTH + (NORTH - SOUTH) * north,
    height: GROUND + above,
  };
}

interface Seen {
  readonly entity: object;
  readonly observedAt: string;
  readonly position: object;
  readonly motion: object;
}

function seen(id: string, kind: string, position: object, headingDegrees: number): Seen {
  return {
    entity: { id, kind },
    observedAt: new Date().toISOString(),
    position,
    motion: { headingDegrees, speed: 5 },
  };
}

/** Sends observations; a name beside one is its entity's. */
function send(all: readonly (Seen & { name?: string })[]): Promise<void> {
  const observations = all.map(({ name, entity, ...rest }) => ({
    ...rest,
    entity: name === undefined ? entity : { ...entity, name },
  }));
  return sendObservations(server.url, observations);
}

async function sendAndSee(all: readonly (Seen & { name?: string })[]): Promise<void> {
  const heard = () => opened.page.evaluate(() => window.machinami?.stats().heard ?? 0);
  const before = await heard();
  await send(all);
  await expect.poll(heard, SLOW).toBeGreaterThanOrEqual(before + all.length);
  await draw(0);
}

function draw(later: number): Promise<void> {
  return drawLater(opened.page, later);
}

function eye() {
  return opened.page.evaluate(() => {
    if (window.machinami === undefined) throw new Error("the page has no test hooks");
    return window.machinami.eye();
  });
}

async function note(): Promise<string> {
  return (await opened.page.locator(".follow-note").allTextContents()).join(" ");
}

async function canvasBox() {
  const box = await opened.page.locator("canvas").first().boundingBox();
  if (box === null) throw new Error("the map has no canvas");
  return box;
}

async function choose(id: string): Promise<void> {
  await draw(0);
  const box = await canvasBox();
  const at = await onScreen(opened.page, id);
  await opened.page.mouse.click(box.x + at.x, box.y + at.y);
  await draw(0);
}

/** CSS pixels from the middle of the map to where an entity is shown. */
async function fromMiddle(id: string): Promise<number> {
  const { width, height } = await canvasBox();
  const at = await onScreen(opened.page, id);
  return Math.hypot(at.x - width / 2, at.y - height / 2);
}

async function drag(button: "left" | "right", pixels: number): Promise<void> {
  const { mouse } = opened.page;
  const box = await canvasBox();
  await mouse.move(box.x + box.width / 2, box.y + box.height * 0.7);
  await mouse.down({ button });
  await mouse.move(box.x + box.width / 2 + pixels, box.y + box.height * 0.7, { steps: 6 });
  await mouse.up({ button });
}

type Point = { readonly x: number; readonly y: number };

/** A place on the map where an office's roof is seen. */
async function officeOnScreen(): Promise<Point> {
  const { width, height } = await canvasBox();
  const found = await opened.page.evaluate(
    ([w, h]) => {
      for (let y = h * 0.2; y < h * 0.8; y += 12)
        for (let x = w * 0.3; x < w * 0.8; x += 12) {
          const near = [-4, 0, 4].map((by) => window.machinami?.pickAt(x + by, y + by));
          const uses = near.map((each) =>
            each?.type === "building" ? each.properties.get("use") : undefined,
          );
          if (uses.every((use) => use === "office")) return { x, y };
        }
      return undefined;
    },
    [width, height] as const,
  );
  if (found === undefined) throw new Error("no office is on the screen");
  return found;
}

type Hue = readonly [number, number, number];

/** The parts of red, green and blue, whatever the light. */
function hue(red: number, green: number, blue: number): Hue {
  const sum = red + green + blue;
  return [red / sum, green / sum, blue / sum];
}

function hueOf(hex: string): Hue {
  const value = Number.parseInt(hex.slice(1), 16);
  return hue(value >> 16, (value >> 8) & 255, value & 255);
}

function apart(a: Hue, b: Hue): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

async function hueAt({ x, y }: Point): Promise<Hue> {
  const box = await canvasBox();
  const clip = { x: Math.round(box.x + x) - 2, y: Math.round(box.y + y) - 2, width: 5, height: 5 };
  const { data } = await pixelsOf(opened.page, clip);
  const sum = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4)
    for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (data[i + c] ?? 0);
  return hue(sum[0] ?? 0, sum[1] ?? 0, sum[2] ?? 0);
}

/** Rows below a drone's symbol in which something of its kind's colour is drawn. */
async function pinkBelow(id: string): Promise<number> {
  const box = await canvasBox();
  const at = await onScreen(opened.page, id);
  const clip = {
    x: Math.round(box.x + at.x) - 3,
    y: Math.round(box.y + at.y) + 26,
    width: 7,
    height: 40,
  };
  const pixels: Pixels = await pixelsOf(opened.page, clip);
  let rows = 0;
  for (let y = 0; y < pixels.height; y++) {
    let isPink = false;
    for (let x = 0; x < pixels.width; x++) {
      const i = (y * pixels.width + x) * 4;
      const [red, green, blue] = [
        pixels.data[i] ?? 0,
        pixels.data[i + 1] ?? 0,
        pixels.data[i + 2] ?? 0,
      ];
      if (red - green > 25 && blue - green > 10) isPink = true;
    }
    if (isPink) rows++;
  }
  return rows;
}

/** Hides the source that the observations were posted under. */
async function hideSource(): Promise<void> {
  await opened.page.locator("body").press("k");
  await opened.page.locator(".layer-sources").getByRole("switch").last().click(SLOW);
}
