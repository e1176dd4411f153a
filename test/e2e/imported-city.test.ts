import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { writeImportedLike } from "../support/imported-city.ts";
import { countDifferent, type Pixels, pixelsOf } from "../support/pixels.ts";
import { axeFaults } from "../support/serious-faults.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

/** The control room over a city that was read in: its attributes, colours, layers, sources. */

const SLOW = { timeout: 60_000 };
const DESK = { viewport: { width: 1280, height: 720 } };
/** Noon in the city. */
const CLOCK = Date.parse("2026-06-21T03:00:00Z");

let folder: string;
let server: StartedServer;
let browser: Browser;
let still: WatchedPage;
let page: Page;
/** Tiles that the page asked for. */
const asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-imported-"));
  await writeImportedLike(folder);
  server = await startServer({ args: ["--city", folder, "--no-simulator"] });
  browser = await launchBrowser();
  still = await openPage(browser, address(), DESK);
  page = still.page;
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.reload();
  await ready(page);
});

afterAll(async () => {
  await still?.close();
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("over an imported city, the control page", () => {
  it("lists its layers, and asks for none that is off", async () => {
    const list = page.locator(".layer-roles");
    expect(await list.getByRole("switch", { checked: true }).count()).toBe(3);
    expect(await list.textContent()).toMatch(/Buildings64.*River flood1.*Underground utilities8/);
    expect(asked.some((path) => path.includes("/buildings/"))).toBe(true);
    expect(asked.filter((path) => /hazards|utilities/.test(path))).toEqual([]);
  });

  it("tells what is clicked in the words of its source", async () => {
    await clickOn((found) => found.get("usage") === "住宅");
    const inspector = page.locator("#panel-inspector");
    await inspector.getByRole("heading", { name: "Housing" }).waitFor(SLOW);
    const told = await inspector.textContent();
    expect(told).toMatch(/UseHousing411/);
    expect(told).toMatch(/Measured height\d+\sm/);
    expect(told).toMatch(/Built in(19|20)\d\d/);
    expect(told).toMatch(/Building surveySurvey year2021/);
    expect(told).toMatch(/Idbldg_\d+/);
    await inspector.getByRole("button", { name: "Copy: Id" }).waitFor(SLOW);
  });

  it("colours by an attribute, marks the chosen one's class, and hides what is not asked for", async () => {
    const plain = await picture();
    await page.locator("body").press(",");
    const panel = page.locator("#panel-colours");
    await panel.getByRole("combobox", { name: "Colour by" }).selectOption("usage");
    const coloured = await picture();
    expect(countDifferent(plain, coloured)).toBeGreaterThan(2_000);
    const housing = panel.getByRole("button", { name: /^Housing/ });
    expect(await housing.textContent()).toContain("The chosen one is in this class");
    await housing.click();
    expect(await housing.getAttribute("aria-pressed")).toBe("false");
    expect(countDifferent(coloured, await picture())).toBeGreaterThan(1_000);
    expect(await usesInView()).toEqual(["", "商業施設", "業務施設"]);
    await panel.getByRole("button", { name: "Show all" }).click();
    expect(countDifferent(coloured, await picture())).toBe(0);
  });

  it("shows a range of a number, set by key", async () => {
    const panel = page.locator("#panel-colours");
    await panel.getByRole("combobox", { name: "Colour by" }).selectOption("measuredHeight");
    const least = panel.getByRole("slider", { name: "From" });
    await least.focus();
    for (let i = 0; i < 20; i++) await least.press("ArrowRight");
    expect(await least.getAttribute("aria-valuetext")).toBe("26\u00a0m");
    const heights = await inView("measuredHeight");
    expect(heights.length).toBeGreaterThan(2);
    expect(Math.min(...heights.map(Number))).toBeGreaterThanOrEqual(26);
  });

  it("is the same again from its link, and keeps it", async () => {
    await page.locator("body").press("b");
    await page.locator("body").press("b");
    const said = "show-layer=hazards-1&colour=usage&colour-hide=%3D住宅";
    const other = await openPage(browser, `${address()}&${said}`, DESK);
    await ready(other.page);
    const legend = other.page.locator(".map-legend");
    await legend.getByRole("button", { name: /^Housing/, pressed: false }).waitFor(SLOW);
    await other.page.goto(address());
    await ready(other.page);
    await legend.getByRole("button", { name: /^Housing/, pressed: false }).waitFor(SLOW);
    const flood = other.page.getByRole("switch", { name: "Show River flood on the map" });
    expect(await flood.getAttribute("aria-checked")).toBe("true");
    await other.close();
  });

  it("shows pipes through the ground, and tells of them", async () => {
    await page.locator("body").press("b");
    const solid = await picture();
    await page.getByRole("switch", { name: "Show Underground utilities on the map" }).click();
    expect(countDifferent(solid, await picture())).toBeGreaterThan(20_000);
    await clickOn((found) => found.has("pipe"));
    const inspector = page.locator("#panel-inspector");
    await inspector.getByRole("heading", { name: /Sewer|Water main/ }).waitFor(SLOW);
    const clear = page.getByRole("slider", { name: "Clearness of the ground" });
    await clear.focus();
    const before = await picture();
    await clear.press("Home");
    expect(countDifferent(before, await picture())).toBeGreaterThan(20_000);
    await page.getByRole("switch", { name: "Show Underground utilities on the map" }).click();
    expect(countDifferent(solid, await picture())).toBeLessThan(500);
  });

  it("has statistics for developers, hidden until they are asked for", async () => {
    const overlay = page.locator(".tile-statistics");
    expect(await overlay.count()).toBe(0);
    await page.locator("body").press("`");
    await overlay.getByRole("row", { name: /^Buildings 1 / }).waitFor(SLOW);
    await overlay.getByRole("switch", { name: "Colour by level" }).click();
    await picture();
    await page.locator("body").press("`");
    await overlay.waitFor({ ...SLOW, state: "detached" });
  });

  it("credits every source, and opens nothing that is not of the web", async () => {
    await page.locator(".credits-button").click();
    const list = page.locator(".credits-list");
    const link = list.getByRole("link", { name: "3D都市モデル（見本市）" });
    expect(await link.getAttribute("href")).toBe("https://example.org/mihon");
    expect(await link.getAttribute("lang")).toBe("ja");
    expect(await list.textContent()).toMatch(/CC BY 4.0.*Hazard maps/);
    expect(await list.getByRole("link").count()).toBe(1);
    await page.getByRole("button", { name: "About this city’s data" }).click();
    expect(await page.locator(".city-about").textContent()).toContain("EGM96 geoid");
    const home = await openPage(browser, `${server.url}/?lang=en`);
    await home.page.getByText("Hazard maps").waitFor(SLOW);
    await home.close();
  });

  it("has nothing that axe finds, with all of it open", async () => {
    await page.locator("body").press("`");
    await page.locator("#panel-colours select").selectOption("flood_depth");
    expect(await axeFaults(page)).toEqual([]);
    await page.locator("body").press("t");
    expect(await axeFaults(page, "color-contrast")).toEqual([]);
  });

  it("never complained, and asked no other host for anything", () => {
    expect(still.errors).toEqual([]);
    expect(still.elsewhere).toEqual([]);
  });
});

function address(): string {
  return `${server.url}/control?lang=en&still=1&clock=${CLOCK}`;
}

async function ready(of: Page): Promise<void> {
  await of.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await of.evaluate(() => window.machinami?.settle());
}

/** The right half of the map, where no legend stands, once nothing more changes. */
async function picture(): Promise<Pixels> {
  await page.evaluate(() => window.machinami?.settle());
  const box = await page.locator(".map").boundingBox();
  if (box === null) throw new Error("the page has no map");
  const { x, y, width, height } = box;
  return pixelsOf(page, {
    x: x + width / 2,
    y: y + 60,
    width: width / 2 - 80,
    height: height - 130,
  });
}

/** Clicks on the first thing in view of which the tiles say what is wanted. */
async function clickOn(isWanted: (properties: ReadonlyMap<string, unknown>) => boolean) {
  const found = await things();
  const one = found.find(({ told }) => isWanted(new Map(told)));
  if (one === undefined) throw new Error("nothing of the kind is in view");
  const box = await page.locator(".map").boundingBox();
  await page.mouse.click((box?.x ?? 0) + one.x, (box?.y ?? 0) + one.y);
}

async function inView(name: string): Promise<unknown[]> {
  const found = await things();
  return found.flatMap(({ told }) => {
    const properties = new Map(told);
    return String(properties.get("id")).startsWith("bldg_") ? [properties.get(name)] : [];
  });
}

async function usesInView(): Promise<string[]> {
  return [...new Set((await inView("usage")).map((use) => String(use ?? "")))].sort();
}

/** What is seen at a grid of places. */
function things(): Promise<{ x: number; y: number; told: [string, unknown][] }[]> {
  return page.evaluate(async () => {
    await window.machinami?.settle();
    const map = document.querySelector(".map")?.getBoundingClientRect();
    const found: { x: number; y: number; told: [string, unknown][] }[] = [];
    const [width, height] = [map?.width ?? 0, map?.height ?? 0];
    for (let y = height * 0.35; y < height * 0.9; y += height / 40)
      for (let x = width * 0.2; x < width * 0.85; x += width / 40) {
        const picked = window.machinami?.pickAt(x, y);
        if (picked?.type === "building") found.push({ x, y, told: [...picked.properties] });
      }
    return found;
  });
}
