import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mgrsFrom, planeFrom } from "../../client/control/tools/coordinate-systems.ts";
import { planeZoneAt } from "../../client/control/tools/plane-zones.ts";
import { CityPlane } from "../../shared/city-plane.ts";
import { geodesicDistance } from "../../shared/geodesic.ts";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { countColours, decodePng, type Pixels } from "../support/pixels.ts";
import { readMeasure } from "../support/read-measure.ts";
import { SMALL_CITY, writeSmallCity } from "../support/small-city.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { drawUntil, onScreen, sendObservations } from "../support/still-map.ts";

const SLOW = { timeout: 30_000 };
const DESK = {
  viewport: { width: 1_280, height: 720 },
  acceptDownloads: true,
  permissions: ["clipboard-read", "clipboard-write"],
};
const plane = new CityPlane(SMALL_CITY.origin ?? { longitude: 0, latitude: 0, height: 0 });
/** On the open ground south of the blocks, metres east and north of the city's middle. */
const CORNERS = { sw: [-100, -236], se: [100, -236], ne: [100, -206], nw: [-100, -206] } as const;
type Corner = keyof typeof CORNERS;
/** A city block of the nearest row. */
const WIDE = 200;
const DEEP = 30;

let folder: string;
let server: StartedServer;
let browser: Browser;
/** Draws nothing by itself. */
let still: WatchedPage;
const began = Date.now();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-city-"));
  await writeSmallCity(folder);
  server = await startServer({ args: ["--city", folder, "--no-simulator"] });
  browser = await launchBrowser();
  still = await openPage(browser, `${server.url}/control?lang=en&still=1&clock=${began}`, DESK);
  await still.page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await still.page.evaluate(() => window.machinami?.settle());
  await sendObservations(
    server.url,
    Object.keys(CORNERS).map((id) => sensor(id as Corner)),
  );
  await drawUntil(still.page, 4);
  await still.page.keyboard.press("u");
});

afterAll(async () => {
  await still?.close();
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("measuring by mouse", () => {
  it("tells a distance as long as it is, and copies it with its points", async () => {
    await begin("Distance");
    await clickOn("sw");
    await clickOn("se", 2);
    const result = still.page.locator(".results li", { hasText: "Distance 1" });
    await result.waitFor(SLOW);
    expect(readMeasure(await result.locator("strong").textContent())).toBeCloseTo(WIDE, -1);
    await result.getByRole("button", { name: "Copy: Distance 1" }).click();
    const copied = await clipboard(still.page);
    const points = copied.split("\n").slice(-2).map(placeFrom);
    expect(away(points[0], "sw")).toBeLessThan(4);
    expect(away(points[1], "se")).toBeLessThan(4);
  });

  it("tells an area and its edge", async () => {
    await begin("Area");
    for (const corner of ["sw", "se", "ne", "nw"] as const) await clickOn(corner);
    await still.page.keyboard.press("Enter");
    const result = still.page.locator(".results li", { hasText: "Area 2" });
    await result.waitFor(SLOW);
    const area = readMeasure(await result.locator("strong").textContent());
    expect(area / (WIDE * DEEP)).toBeGreaterThan(0.9);
    expect(area / (WIDE * DEEP)).toBeLessThan(1.1);
    const edge = readMeasure(await result.locator("dd").first().textContent());
    expect(edge / (2 * (WIDE + DEEP))).toBeCloseTo(1, 1);
  });

  it("draws no area that crosses itself, and says so", async () => {
    await begin("Area");
    for (const corner of ["sw", "ne", "nw", "se"] as const) await clickOn(corner);
    const bar = still.page.locator(".tool-bar");
    await bar.getByText("The line would cross itself").waitFor(SLOW);
    await bar.getByRole("button", { name: "Undo" }).click();
    await bar.getByText("Click or tap to set the next point").waitFor(SLOW);
    await still.page.keyboard.press("Escape");
    await bar.waitFor({ ...SLOW, state: "detached" });
  });

  it("takes a building's height from the city model", async () => {
    await begin("Height");
    const { x, y, height } = await building(still.page);
    await click(x, y);
    await still.page.locator(".tool-bar").getByText("from the city model").waitFor(SLOW);
    await still.page.keyboard.press("Enter");
    const result = still.page.locator(".results li", { hasText: "Height 3" });
    await result.waitFor(SLOW);
    expect(readMeasure(await result.locator("strong").textContent())).toBeCloseTo(height, 1);
  });

  it("chooses nothing while a tool is in use, and chooses again when it is put away", async () => {
    const inspector = still.page.locator("#panel-inspector");
    await begin("Distance");
    const { x, y } = await building(still.page);
    await click(x, y);
    await inspector.getByText("Select something in the city.").waitFor(SLOW);
    await still.page.keyboard.press("Escape");
    await click(x, y);
    await inspector.getByRole("heading", { name: /Block \d-\d/ }).waitFor(SLOW);
    await still.page.keyboard.press("Escape");
  });

  it("lets a point be moved", async () => {
    await begin("Distance");
    await clickOn("sw");
    await clickOn("nw");
    const box = await mapBox(still.page);
    const from = await onScreen(still.page, "nw");
    const to = await onScreen(still.page, "se");
    await still.page.mouse.move(box.x + from.x, box.y + from.y);
    await still.page.mouse.down();
    await still.page.mouse.move(box.x + (from.x + to.x) / 2, box.y + (from.y + to.y) / 2);
    await still.page.mouse.move(box.x + to.x, box.y + to.y);
    await still.page.mouse.up();
    await still.page.keyboard.press("Enter");
    const result = still.page.locator(".results li", { hasText: "Distance 4" });
    await result.waitFor(SLOW);
    expect(readMeasure(await result.locator("strong").textContent())).toBeCloseTo(WIDE, -1);
    // The camera did not go along: the corner is where it was.
    const now = await onScreen(still.page, "nw");
    expect(Math.hypot(now.x - from.x, now.y - from.y)).toBeLessThan(0.5);
  });

  it("takes results away, one and all", async () => {
    const results = still.page.locator(".results li");
    const before = await results.count();
    await still.page.getByRole("button", { name: "Remove Distance 1" }).click();
    expect(await results.count()).toBe(before - 1);
    await still.page.getByRole("button", { name: "Remove all" }).click();
    expect(await results.count()).toBe(0);
  });
});

describe("coordinates", () => {
  it("are told under the pointer, in every system", async () => {
    await still.page.keyboard.press("o");
    const box = await mapBox(still.page);
    const at = await onScreen(still.page, "sw");
    await still.page.mouse.move(box.x + at.x, box.y + at.y);
    const readout = still.page.locator(".readout");
    await still.page.waitForFunction(
      () => {
        window.machinami?.renderOnce();
        const lines = document.querySelectorAll(".readout dd");
        const isTold = [...lines].every((line) => !line.textContent?.includes("…"));
        return document.querySelector(".readout-head")?.textContent?.includes("pointer") && isTold;
      },
      undefined,
      { ...SLOW, polling: 200 },
    );
    const [degrees = "", , inPlane = "", grid = ""] = await readout.locator("dd").allTextContents();
    const told = placeFrom(degrees);
    expect(away(told, "sw")).toBeLessThan(4);
    const zone = planeZoneAt(told.longitude, told.latitude);
    expect(zone?.number).toBe(9);
    const expected = zone && planeFrom(told.longitude, told.latitude, zone);
    const [x = 0, y = 0] = [...inPlane.matchAll(/-?\d+\.\d+/g)].map(Number);
    expect(Math.hypot(x - (expected?.x ?? 0), y - (expected?.y ?? 0))).toBeLessThan(0.2);
    const [square, number] = [grid.slice(0, 6), Number(grid.slice(7, 12))];
    const reference = mgrsFrom(told.longitude, told.latitude) ?? "";
    expect(square).toBe(reference.slice(0, 6));
    expect(Math.abs(number - Number(reference.slice(7, 12)))).toBeLessThanOrEqual(1);
  });

  it("are copied from the map's menu, by mouse", async () => {
    const at = await onScreen(still.page, "ne");
    const box = await mapBox(still.page);
    await still.page.mouse.click(box.x + at.x, box.y + at.y, { button: "right" });
    await still.page.getByRole("menuitem", { name: "Copy: WGS84" }).click(SLOW);
    expect(away(placeFrom(await clipboard(still.page)), "ne")).toBeLessThan(4);
    await still.page.locator(".map-menu").waitFor({ ...SLOW, state: "detached" });
  });

  it("are remembered as they were set", async () => {
    await still.page.getByLabel("How degrees are written").selectOption("sexagesimal");
    await still.page
      .locator(".readout dd")
      .first()
      .getByText(/°\d\d′[\d.]+″E/)
      .waitFor(SLOW);
    const kept = await still.page.evaluate(() => [
      localStorage.getItem("machinami.tools.readout"),
      localStorage.getItem("machinami.tools.notation"),
    ]);
    expect(kept).toEqual(["on", "sexagesimal"]);
    await still.page.keyboard.press("o");
    await still.page.locator(".readout").waitFor({ ...SLOW, state: "detached" });
  });
});

describe("a picture", () => {
  it("is saved as PNG: the city above, what it shows beneath", async () => {
    const saved = await save("As on screen");
    expect(saved.name).toMatch(/^machinami-small-\d{4}-\d\d-\d\d-\d{6}\.png$/);
    const { picture } = saved;
    const canvas = await canvasSize(still.page);
    expect(picture.width).toBe(canvas.width);
    expect(picture.height).toBeGreaterThan(canvas.height + 60);
    expect(countColours(part(picture, 0, canvas.height))).toBeGreaterThan(8);
    const band = part(picture, canvas.height, picture.height);
    expect(countColours(band)).toBeGreaterThan(3);
    expect(inkShare(band)).toBeGreaterThan(0.01);
    expect(inkShare(band)).toBeLessThan(0.3);
    await still.page
      .locator("#panel-tools")
      .getByText(/Saved as machinami-small/)
      .waitFor(SLOW);
  });

  it("is twice as fine where that is wished for", async () => {
    const canvas = await canvasSize(still.page);
    const { picture } = await save("Twice as fine");
    expect(Math.abs(picture.width - 2 * canvas.width)).toBeLessThanOrEqual(1);
    expect(countColours(part(picture, 0, 2 * canvas.height - 1))).toBeGreaterThan(8);
    // The map on the screen is as it was.
    expect(await canvasSize(still.page)).toEqual(canvas);
  });
});

it("asks no other host for anything, and logs no error", () => {
  expect(still.elsewhere).toEqual([]);
  expect(still.errors).toEqual([]);
});

function placeOf(corner: Corner): { longitude: number; latitude: number } {
  const [east, north] = CORNERS[corner];
  const [longitude, latitude] = plane.geodetic(east, north, 0);
  return { longitude, latitude };
}

function sensor(id: Corner) {
  return {
    entity: { id, kind: "sensor", source: "corners" },
    observedAt: new Date(began - 1_000).toISOString(),
    position: { ...placeOf(id), height: SMALL_CITY.ground.height },
    values: { temperature: 20 },
  };
}

/** Metres from a place to a corner. */
function away(place: { longitude: number; latitude: number } | undefined, corner: Corner): number {
  const { longitude, latitude } = placeOf(corner);
  return geodesicDistance(place?.longitude ?? 0, place?.latitude ?? 0, longitude, latitude);
}

function placeFrom(text: string): { longitude: number; latitude: number } {
  const [longitude = Number.NaN, latitude = Number.NaN] = text.split(",").map(Number);
  return { longitude, latitude };
}

async function begin(tool: string): Promise<void> {
  await still.page
    .locator("#panel-tools")
    .getByRole("button", { name: tool, exact: true })
    .click(SLOW);
  await still.page.evaluate(() => window.machinami?.renderOnce());
}

async function clickOn(corner: Corner, times = 1): Promise<void> {
  const { x, y } = await onScreen(still.page, corner);
  await click(x, y, times);
}

async function click(x: number, y: number, times = 1): Promise<void> {
  const box = await mapBox(still.page);
  await still.page.mouse.click(box.x + x, box.y + y, { clickCount: times });
  await still.page.evaluate(() => window.machinami?.renderOnce());
}

/** A building that is seen, and its height. */
async function building(page: Page): Promise<{ x: number; y: number; height: number }> {
  const { width, height } = await mapBox(page);
  const found = await page.evaluate(
    ([w = 0, h = 0]) => {
      for (let y = h * 0.4; y < h * 0.9; y += h * 0.05)
        for (let x = w * 0.3; x < w * 0.7; x += w * 0.05) {
          const selected = window.machinami?.pickAt(x, y);
          if (selected?.type === "building")
            return { x, y, height: Number(selected.properties.get("height")) };
        }
      return undefined;
    },
    [width, height],
  );
  if (found === undefined) throw new Error("no building can be picked");
  return found;
}

async function save(size: string): Promise<{ name: string; picture: Pixels }> {
  const { page } = still;
  await page.getByLabel("How fine the picture is").selectOption({ label: size });
  const download = page.waitForEvent("download", SLOW);
  await page.locator("#panel-tools").getByRole("button", { name: "Save picture" }).click();
  const done = await download;
  return {
    name: done.suggestedFilename(),
    picture: await decodePng(page, await readFile(await done.path())),
  };
}

/** Rows of a picture. */
function part({ width, data }: Pixels, top: number, bottom: number): Pixels {
  return { width, height: bottom - top, data: data.subarray(4 * width * top, 4 * width * bottom) };
}

/** How much of a picture is not its first pixel's colour. */
function inkShare({ data }: Pixels): number {
  let ink = 0;
  for (let i = 0; i < data.length; i += 4)
    if ([0, 1, 2].some((channel) => Math.abs((data[i + channel] ?? 0) - (data[channel] ?? 0)) > 40))
      ink++;
  return ink / (data.length / 4);
}

function canvasSize(page: Page): Promise<{ width: number; height: number }> {
  return page.locator(".map-canvas canvas[tabindex]").evaluate((canvas) => ({
    width: (canvas as HTMLCanvasElement).width,
    height: (canvas as HTMLCanvasElement).height,
  }));
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

async function mapBox(page: Page) {
  const box = await page.locator(".map-canvas").boundingBox();
  if (box === null) throw new Error("the page has no map");
  return box;
}
