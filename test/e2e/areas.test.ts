import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  mapBox,
  mapPicture,
  placeOf,
  regionsOf,
  settleAreas,
  writeDistrictCity,
} from "../support/areas-page.ts";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { skipTour } from "../support/drive-page.ts";
import { countDifferent } from "../support/pixels.ts";
import { SMALL_CITY } from "../support/small-city.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { drawUntil, onScreen, sendObservations } from "../support/still-map.ts";

const SLOW = { timeout: 60_000 };
const DESK = { viewport: { width: 1_280, height: 720 } };
/** On the open ground south of the blocks, metres east and north of the city's middle. */
const CORNERS = { sw: [-100, -236], se: [100, -236], ne: [100, -206], nw: [-100, -206] } as const;
type Corner = keyof typeof CORNERS;
const INSIDE = [0, -221] as const;
const OUTSIDE = [0, -150] as const;

let folder: string;
let server: StartedServer;
let browser: Browser;
/** Draws nothing by itself. */
let still: WatchedPage;
const began = Date.now();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-areas-"));
  await writeDistrictCity(folder);
  server = await startServer({ args: ["--city", folder, "--no-simulator"] });
  await sendObservations(
    server.url,
    Object.entries(CORNERS).map(([id, place]) => observation(id, "sensor", place)),
  );
  browser = await launchBrowser();
  still = await openPage(browser, `${server.url}/control?lang=en&still=1&clock=${began}`, DESK);
  await still.page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await skipTour(still.page);
  await settleAreas(still.page);
  await drawUntil(still.page, 4);
  await still.page.keyboard.press("g");
});

afterAll(async () => {
  await still?.close();
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("districts", () => {
  it("are listed by what is in them, with how that was found", async () => {
    const panel = still.page.locator("#panel-areas");
    await panel.locator(".area-row", { hasText: "South" }).waitFor(SLOW);
    await still.page.getByLabel("Shade by number or by density").selectOption("count");
    const rows = panel.locator(".areas-part").first().locator(".area-row");
    await expect
      .poll(() => rows.allInnerTexts(), SLOW)
      .toEqual([expect.stringMatching(/^South\s+4/), expect.stringMatching(/^North\s+0/)]);
    await panel.getByText(/^Counted by the server/).waitFor(SLOW);
  });

  it("are shaded on the map, with a legend in numbers, as long as that is wished for", async () => {
    const { page } = still;
    const plain = await mapPicture(page);
    await page.getByLabel("Shade districts by").selectOption("all");
    await settleAreas(still.page);
    const shaded = await mapPicture(page);
    expect(countDifferent(plain, shaded)).toBeGreaterThan(5_000);
    expect(await page.locator("#panel-areas .shade-legend li").allInnerTexts()).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
    ]);
    await page.getByLabel("Shade districts by").selectOption("drone");
    await settleAreas(still.page);
    // Where there are none, only the border is left.
    expect(countDifferent(plain, await mapPicture(page))).toBeLessThan(
      countDifferent(plain, shaded) / 4,
    );
    await page.getByLabel("Shade districts by").selectOption("none");
    await settleAreas(still.page);
    expect(countDifferent(plain, await mapPicture(page))).toBeLessThan(50);
  });

  it("are told of where they are chosen, with who is in them", async () => {
    const { page } = still;
    await page.locator(".area-row", { hasText: "South" }).click(SLOW);
    const inspector = page.locator("#panel-inspector");
    await inspector.getByRole("heading", { name: "South" }).waitFor(SLOW);
    await expect.poll(() => inspector.locator(".area-people li").count(), SLOW).toBe(4);
    await inspector.locator(".area-people button").first().click();
    await inspector.getByText("Sensor", { exact: true }).waitFor(SLOW);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Home");
    await settleAreas(still.page);
  });
});

describe("a region drawn by mouse", () => {
  it("is named, kept by the server, and chosen", async () => {
    const { page } = still;
    await page.getByRole("button", { name: "Draw a region" }).click(SLOW);
    for (const corner of ["sw", "se", "ne", "nw"] as const) await clickOn(corner);
    await page.keyboard.press("Enter");
    const form = page.locator(".region-form");
    await form.waitFor(SLOW);
    await page.locator(".region-form input[type=text]:focus").waitFor(SLOW);
    await page.keyboard.press("Enter");
    await form.getByText("Give it a name.").waitFor(SLOW);
    await form.getByLabel("Name").fill("South pier");
    await form.getByLabel("Ceiling").fill("90");
    await page.keyboard.press("Enter");
    await form.waitFor({ ...SLOW, state: "detached" });
    await page
      .locator("#panel-inspector")
      .getByRole("heading", { name: "South pier" })
      .waitFor(SLOW);
    const [region] = (await regionsOf(server.url)).features;
    expect(region?.properties).toEqual({ name: "South pier", ceiling: 90 });
    expect(region?.geometry.coordinates[0]).toHaveLength(5);
  });

  it("tells who comes and goes as it happens, and how many are inside", async () => {
    const inspector = still.page.locator("#panel-inspector");
    const told = inspector.locator(".crossing-told");
    const inside = inspector.locator(".facts dd").first();
    // Those on the very corners may count as inside or not.
    const before = Number(await inside.textContent());
    await send("bus:1", OUTSIDE, 1_000);
    await send("bus:1", INSIDE, 20_000);
    await told.getByText("Bus 1 entered").waitFor(SLOW);
    await expect.poll(() => inside.textContent(), SLOW).toBe(`${before + 1}`);
    await send("bus:1", OUTSIDE, 40_000);
    await told.getByText("Bus 1 left").waitFor(SLOW);
    await expect.poll(() => inside.textContent(), SLOW).toBe(`${before}`);
    const row = still.page.locator(".regions .area-row", { hasText: "South pier" });
    await row.getByText(/Bus 1 left/).waitFor(SLOW);
    await still.page.getByRole("button", { name: "Crossings of all regions" }).click();
    await still.page.locator("#panel-areas .crossings").getByText("Bus 1 left").waitFor(SLOW);
  });

  it("is on the map, where a click on its name chooses it", async () => {
    const { page } = still;
    await page.keyboard.press("Escape");
    await settleAreas(still.page);
    const label = page.locator(".area-label.region", { hasText: "South pier" });
    await expect.poll(() => drawnText(label), SLOW).toMatch(/^South pier[0-4]$/);
    const { x = 0, y = 0 } = (await label.boundingBox()) ?? {};
    await page.mouse.click(x + 8, y + 8);
    await page
      .locator("#panel-inspector")
      .getByRole("heading", { name: "South pier" })
      .waitFor(SLOW);
    // Beside its name, where only its fill and its border are.
    const beside = { x: x - 50, y, width: 40, height: 16 };
    await settleAreas(page);
    const shown = await mapPicture(page, beside);
    await page.getByRole("switch", { name: "Show regions on the map" }).click();
    await settleAreas(page);
    expect(countDifferent(shown, await mapPicture(page, beside), 4)).toBeGreaterThan(60);
    await page.getByRole("switch", { name: "Show regions on the map" }).click();
    await settleAreas(page);
  });

  it("lets a building in it be chosen", async () => {
    const found = await still.page.evaluate(() => {
      const { width = 0, height = 0 } =
        document.querySelector(".map-canvas")?.getBoundingClientRect() ?? {};
      for (let y = height * 0.3; y < height * 0.8; y += 20)
        for (let x = width * 0.3; x < width * 0.7; x += 20)
          if (window.machinami?.pickAt(x, y)?.type === "building") return true;
      return false;
    });
    expect(found).toBe(true);
  });

  it("is changed, deleted, and brought back as it was", async () => {
    const { page } = still;
    const inspector = page.locator("#panel-inspector");
    await inspector.getByRole("button", { name: "Change" }).click();
    await inspector.getByLabel("Name").fill("North pier");
    await inspector.getByLabel("Floor").fill("95");
    await inspector.getByRole("button", { name: "Save" }).click();
    await inspector.getByText("The ceiling must be above the floor.").waitFor(SLOW);
    await inspector.getByLabel("Floor").fill("10");
    await inspector.getByRole("button", { name: "Save" }).click();
    await inspector.getByRole("heading", { name: "North pier" }).waitFor(SLOW);
    const before = (await regionsOf(server.url)).features[0];
    expect(before?.properties).toEqual({ name: "North pier", floor: 10, ceiling: 90 });

    await inspector.getByRole("button", { name: "Delete" }).click();
    await page.locator(".desk-note", { hasText: "North pier is deleted." }).waitFor(SLOW);
    expect((await regionsOf(server.url)).features).toEqual([]);
    await page.getByText("There are no regions yet.").waitFor(SLOW);
    await page.getByRole("button", { name: "Undo" }).click();
    await inspector.getByRole("heading", { name: "North pier" }).waitFor(SLOW);
    const { live: _, ...restored } = (await regionsOf(server.url)).features[0] ?? {};
    expect(before).toMatchObject(restored);
  });
});

it("logs no error and asks no one else", () => {
  expect(still.errors).toEqual([]);
  expect(still.elsewhere).toEqual([]);
});

function observation(id: string, kind: string, place: readonly [number, number], later = 0) {
  const [longitude, latitude] = placeOf(...place);
  const name = id === "bus:1" ? { name: "Bus 1" } : {};
  return {
    entity: { id, kind, source: "test", ...name },
    observedAt: new Date(began - 60_000 + later).toISOString(),
    position: { longitude, latitude, height: SMALL_CITY.ground.height },
  };
}

async function send(id: string, place: readonly [number, number], later: number): Promise<void> {
  await sendObservations(server.url, [observation(id, "transit", place, later)]);
}

/** What a label says after a frame. */
async function drawnText(label: ReturnType<Page["locator"]>): Promise<string | null> {
  await still.page.evaluate(() => window.machinami?.renderOnce());
  return label.textContent();
}

async function clickOn(corner: Corner): Promise<void> {
  const { x, y } = await onScreen(still.page, corner);
  const box = await mapBox(still.page);
  await still.page.mouse.click(box.x + x, box.y + y);
  await still.page.evaluate(() => window.machinami?.renderOnce());
}
