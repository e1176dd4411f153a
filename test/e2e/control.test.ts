import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { countColours, countDifferent, type Pixels, pixelsOf } from "../support/pixels.ts";
import { SMALL_CITY, writeSmallCity } from "../support/small-city.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

const SLOW = { timeout: 60_000 };
/** The smallest that still has docks: a smaller one has a sheet with one panel at a time. */
const DESK = { viewport: { width: 1024, height: 640 } };
const [WEST, SOUTH, EAST, NORTH] = SMALL_CITY.bounds;
const MIDDLE = { longitude: (WEST + EAST) / 2, latitude: (SOUTH + NORTH) / 2 };
/** East of the city's blocks, where nothing else stands. */
const STREET = { longitude: MIDDLE.longitude + 0.00033, latitude: MIDDLE.latitude };

let folder: string;
let server: StartedServer;
let browser: Browser;
/** A page whose clock stands still and whose frames are drawn one by one. */
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
});

afterAll(async () => {
  await still?.close();
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("the control page over a city", () => {
  it("draws the city, not just a canvas", async () => {
    const box = await mapBox();
    const city = await pixelsOf(still.page, box);
    expect(countColours(city)).toBeGreaterThan(8);
    const { names } = await buildingPlace(box);
    expect(names).toEqual(expect.arrayContaining(["id", "name", "use", "height"]));
  });

  it("shows an entity sent by curl, where it is, and as it moves on", async () => {
    const before = await pixelsOf(still.page, await mapBox());
    await send("tram:1", STREET, began - 1_000);
    await drawn(1);
    const first = await placeOf("tram:1");
    expect(countDifferent(before, await pixelsOf(still.page, await mapBox()))).toBeGreaterThan(30);

    await send("tram:1", { ...STREET, latitude: STREET.latitude + 0.0004 }, began);
    await still.page.waitForFunction(
      ([x, y]) => {
        if (window.machinami === undefined) return false;
        window.machinami.clock += 2_000;
        window.machinami.renderOnce();
        const place = window.machinami.screenPositionOf("tram:1");
        return place !== undefined && Math.hypot(place.x - (x ?? 0), place.y - (y ?? 0)) > 5;
      },
      [first.x, first.y],
      { ...SLOW, polling: 200 },
    );
  });

  it("tells which entity a click meant, and what is known of it", async () => {
    const place = await placeOf("tram:1");
    const box = await mapBox();
    const picked = await still.page.evaluate(({ x, y }) => window.machinami?.pickAt(x, y), place);
    expect(picked).toEqual({ type: "entity", id: "tram:1" });
    await still.page.mouse.click(box.x + place.x, box.y + place.y);
    const inspector = still.page.locator("#panel-inspector");
    await inspector.getByRole("heading", { name: "tram:1" }).waitFor(SLOW);
    expect(await inspector.textContent()).toMatch(/e2e-curl/);
  });

  it("tells what is known of a building that was clicked", async () => {
    const box = await mapBox();
    const place = await buildingPlace(box);
    await still.page.mouse.click(box.x + place.x, box.y + place.y);
    const inspector = still.page.locator("#panel-inspector");
    await inspector.getByRole("heading", { name: /Block \d-\d 街区/ }).waitFor(SLOW);
    expect(await inspector.textContent()).toMatch(
      /SourceCity model Small cityMade by the testUse(office|home)Height\d+(\.\d)? m/i,
    );
  });

  it("says on the map that a held light is not that of the hour, and lets it go", async () => {
    const setting = still.page.getByRole("combobox", { name: "Light" });
    const held = still.page.locator(".held-light");
    expect(await held.count()).toBe(0);
    await setting.selectOption("day");
    await held.getByText("Light held: Day").waitFor(SLOW);
    const day = await pictureNow();
    await setting.selectOption("night");
    await held.getByText("Light held: Night").waitFor(SLOW);
    expect(countDifferent(day, await pictureNow())).toBeGreaterThan(day.data.length / 4 / 2);
    await held.getByRole("button", { name: "Back to the light of the hour" }).click(SLOW);
    await held.waitFor({ ...SLOW, state: "detached" });
    expect(await setting.inputValue()).toBe("clock");
  });

  it("goes to other shaders with the quality, and shows no empty map in between", async () => {
    const setting = still.page.getByRole("combobox", { name: "Quality" });
    const before = await pictureNow();
    for (const quality of ["medium", "low"]) {
      await setting.selectOption(quality);
      const first = await pictureNow();
      expect(countColours(first), quality).toBeGreaterThan(8);
      // Lines and reflections come and go; houses stay.
      expect(countDifferent(before, first, 48), quality).toBeLessThan(first.data.length / 4 / 5);
    }
  });

  it("never complained, and asked no other host for anything", () => {
    expect(still.errors).toEqual([]);
    expect(still.elsewhere).toEqual([]);
  });
});

it("gets its city back after the server was killed and started again", async () => {
  const port = Number(new URL(server.url).port);
  const live = await openPage(browser, `${server.url}/control?lang=en`, DESK);
  await live.page.locator(".connection.live").waitFor(SLOW);
  await live.page.locator(".map canvas").first().waitFor(SLOW);
  await live.page.waitForLoadState("networkidle", SLOW);
  await server.kill();
  await live.page.locator(".connection:not(.live)").waitFor(SLOW);
  expect(await live.page.locator(".connection").textContent()).toMatch(/Reconnecting/);

  server = await startServer({ args: ["--city", folder, "--no-simulator"], port });
  await live.page.locator(".connection.live").waitFor(SLOW);
  await send("tram:2", STREET, Date.now());
  await live.page
    .locator(".kind", { hasText: "Transit" })
    .getByText("1", { exact: true })
    .waitFor(SLOW);
  // The browser itself notes the connections that the killed server did not take.
  expect(live.errors.filter((line) => !/ERR_CONNECTION|WebSocket connection/.test(line))).toEqual(
    [],
  );
  expect(live.elsewhere).toEqual([]);
  await live.close();
});

async function send(
  id: string,
  place: { longitude: number; latitude: number },
  observedAt: number,
): Promise<void> {
  const response = await fetch(`${server.url}/api/observations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      entity: { id, kind: "transit", source: "e2e-curl" },
      observedAt: new Date(observedAt).toISOString(),
      position: { ...place, height: SMALL_CITY.ground.height + 1 },
      motion: { headingDegrees: 0, speed: 8 },
    }),
  });
  expect(await response.json()).toEqual({ accepted: 1, refused: [] });
}

/** Draws until the map holds so many entities. */
async function drawn(count: number): Promise<void> {
  await still.page.waitForFunction(
    (wanted) => {
      window.machinami?.renderOnce();
      const stats = window.machinami?.stats();
      return stats?.drawn === wanted && stats.waiting === 0;
    },
    count,
    { ...SLOW, polling: 100 },
  );
}

/** The map after one frame. */
async function pictureNow(): Promise<Pixels> {
  await still.page.evaluate(() => window.machinami?.renderOnce());
  return pixelsOf(still.page, await mapBox());
}

async function placeOf(id: string): Promise<{ x: number; y: number }> {
  const place = await still.page.evaluate((name) => {
    window.machinami?.renderOnce();
    return window.machinami?.screenPositionOf(name);
  }, id);
  if (place === undefined) throw new Error(`${id} is not on the map`);
  return place;
}

/** Where on the map a building is seen, and the names of what its tile says of it. */
async function buildingPlace({ width, height }: { width: number; height: number }) {
  const found = await still.page.evaluate(
    ([w = 0, h = 0]) => {
      for (let y = h * 0.2; y < h * 0.9; y += h * 0.1)
        for (let x = w * 0.2; x < w * 0.8; x += w * 0.1) {
          const selected = window.machinami?.pickAt(x, y);
          if (selected?.type === "building")
            return { x, y, names: [...selected.properties.keys()] };
        }
      return undefined;
    },
    [width, height],
  );
  if (found === undefined) throw new Error("no building can be picked");
  return found;
}

async function mapBox() {
  const box = await still.page.locator(".map").boundingBox();
  if (box === null) throw new Error("the page has no map");
  return box;
}
