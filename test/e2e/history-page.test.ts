import { readFile } from "node:fs/promises";
import type { Browser, Download, Page, Route } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { countDifferent, pixelsOf } from "../support/pixels.ts";
import { seriousFaults } from "../support/serious-faults.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { sendObservations } from "../support/still-map.ts";
import { toldBus } from "../support/told-bus.ts";

/** The past of what is selected, of a real server that was told of fifty minutes. */
const SLOW = { timeout: 60_000 };
const DESK = { viewport: { width: 1440, height: 900 } };
const MINUTE = 60_000;

let server: StartedServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
let told: number;

beforeAll(async () => {
  server = await startServer();
  const now = Date.now();
  const observations = [
    ...toldBus("bus:1", "Bus one", now, 0),
    ...toldBus("bus:2", "Bus two", now, 1),
  ];
  told = observations.length;
  await sendObservations(server.url, observations);
  browser = await launchBrowser();
  watched = await openPage(browser, address("bus:1"), DESK);
  page = watched.page;
  await page.locator(".connection.live").waitFor(SLOW);
  await page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await settle();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe("the history of what is selected", () => {
  it("opens from the inspector and shows each quantity over time", async () => {
    await page.locator("#panel-inspector").getByRole("button", { name: "History" }).click();
    await chart("Speed").waitFor(SLOW);
    await chart("Occupancy").waitFor(SLOW);
    await panel().locator(".history-canvas canvas").first().waitFor(SLOW);
    expect(await panel().locator(".history-row").allTextContents()).toEqual(["Bus one"]);
  });

  it("tells by keyboard what was said, and that in a gap nothing was", async () => {
    await chart("Speed").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Home");
    // From an hour ago until the first was told, and in the middle, there is nothing.
    expect(await spoken("Speed")).toContain("nothing said");
    const steps = 360;
    const heard: boolean[] = [];
    for (let step = 0; step < steps; step += 10) {
      await page.keyboard.press("PageUp");
      heard.push(!((await spoken("Speed")) ?? "").includes("nothing said"));
    }
    const changes = heard.filter((each, place) => each !== heard[place - 1]).length;
    // Silence, the first part, the gap, the second part, and at the end the minute that has not been told.
    expect(heard.filter(Boolean).length).toBeGreaterThan(15);
    expect(changes).toBeGreaterThanOrEqual(4);
    expect(changes).toBeLessThanOrEqual(6);
  });

  it("says what is not known yet and what could not be had, not that nothing was said", async () => {
    const asked = Promise.withResolvers<Route>();
    await page.route("**/api/entities/*/history?*", (route) => {
      if (route.request().url().includes("every=300")) asked.resolve(route);
      else void route.continue();
    });
    await panel().getByRole("button", { name: "24 h" }).click();
    await chart("Speed").focus();
    await page.keyboard.press("Home");
    const route = await asked.promise;
    expect(await spoken("Speed")).toContain("Bus one not known yet");
    expect(await save().isDisabled()).toBe(true);
    await route.fulfill({ status: 503, json: { code: "history/busy", detail: "Ask again soon." } });
    await panel().getByText("Bus one: shown as it was last received.").waitFor(SLOW);
    expect(await spoken("Speed")).toContain("Bus one not known yet");

    await page.unroute("**/api/entities/*/history?*");
    await panel().getByRole("button", { name: "Try again" }).click();
    await chart("Speed").focus();
    await page.keyboard.press("Home");
    await expect.poll(() => spoken("Speed"), SLOW).toContain("Bus one nothing said");
    expect(await save().isDisabled()).toBe(false);
    await panel().getByRole("button", { name: "1 h" }).click();
  });

  it("compares it with another that is pinned, in one chart, each with its own look", async () => {
    await panel().getByRole("button", { name: "Pin Bus one to compare it" }).click();
    await select("Bus two");
    await panel().getByRole("button", { name: "Pin Bus two to compare it" }).click();
    await expect
      .poll(() => panel().locator(".history-row").allTextContents(), SLOW)
      .toEqual(["Bus two", "Bus one"]);
    const values = panel().locator(".history-plot").first().locator(".history-values li");
    await expect.poll(() => values.count(), SLOW).toBe(2);
    const shapes = await panel()
      .locator(".history-row .series-mark")
      .evaluateAll((all) => all.map((each) => each.getAttribute("d")));
    expect(new Set(shapes).size).toBe(2);
    expect(await panel().textContent()).toContain("2 of 8 pinned");
  });

  it("is a table too, and a file", async () => {
    await panel().getByRole("button", { name: "As a table" }).first().click();
    const rows = panel().locator(".history-table tbody tr");
    await expect.poll(() => rows.count()).toBeGreaterThan(20);
    expect(await rows.count()).toBeLessThanOrEqual(60);
    const saved = await download("Save charts as CSV");
    const lines = (await textOf(saved)).trim().split("\r\n");
    expect(lines[0]).toBe("id,name,quantity,from,seconds,min,mean,max,observations");
    const speeds = lines.filter((line) => line.startsWith("bus:1,Bus one,motion/speed,"));
    const counts = speeds.map((line) => Number(line.split(",").at(-1)));
    expect(counts.reduce((all, each) => all + each, 0)).toBe(told / 2);
  });

  it("has nothing that keeps people from using it", async () => {
    await panel().getByRole("button", { name: "Heat" }).click();
    await panel().getByRole("button", { name: "Take away" }).click();
    expect(await seriousFaults(page)).toEqual([]);
  });
});

describe("the past on the map", () => {
  it("is the way of those that are shown, broken at the gap, with marks that tell the time", async () => {
    await panel().getByRole("switch", { name: "Ways on the map" }).click();
    const marks = page.locator(".trail-mark");
    await expect.poll(() => marks.count(), SLOW).toBeGreaterThan(8);
    const titles = await marks.evaluateAll((all) => all.map((each) => each.getAttribute("title")));
    expect(titles.some((title) => title?.startsWith("Bus one, "))).toBe(true);
    expect(titles.some((title) => title?.startsWith("Bus two, "))).toBe(true);
    expect(await page.locator(".trail-time").first().textContent()).toMatch(/^\d\d:\d\d$/);
  });

  it("is the heat of a kind, with a legend of numbers", async () => {
    await settle();
    const before = await picture();
    await panel().getByLabel("Where they were").selectOption("transit");
    const legend = page.locator(".map-legend.heat");
    await legend.locator(".heat-legend li").first().waitFor(SLOW);
    expect(await legend.textContent()).toMatch(/Heat · Transit.*\d+ to \d+/s);
    await settle();
    expect(countDifferent(before, await picture())).toBeGreaterThan(300);
    // What lies on the map keeps its own time while that of another cannot be had.
    await page.route("**/api/history/heat?*", (route) =>
      route.fulfill({ status: 503, json: { code: "history/busy", detail: "Too many questions." } }),
    );
    await panel().getByRole("button", { name: "24 h" }).click();
    await legend.getByText("Too many questions.").waitFor(SLOW);
    const [from, to] = ((await legend.locator("p").first().textContent()) ?? "").split(" – ");
    expect(Date.parse(to ?? "") - Date.parse(from ?? "")).toBeLessThan(62 * MINUTE);
    await page.unroute("**/api/history/heat?*");
    await panel().getByRole("button", { name: "1 h" }).click();
    await legend.getByText("Too many questions.").waitFor({ ...SLOW, state: "detached" });
    await legend.getByRole("button", { name: "Take the heat off the map" }).click();
    await legend.waitFor({ ...SLOW, state: "detached" });
  });

  it("goes to the moment of a chart, and the window stays", async () => {
    await chart("Speed").focus();
    await page.keyboard.press("Home");
    for (let tens = 0; tens < 9; tens++) await page.keyboard.press("PageUp");
    const before = await end();
    await page.keyboard.press("Enter");
    await panel().getByText("The window stays while you look around in it.").waitFor(SLOW);
    // Live, it had moved on by a bucket or two at most meanwhile; the moment gone to is most of an hour ago.
    expect((await end()) - before).toBeLessThan(MINUTE);
    expect((await end()) - before).toBeGreaterThanOrEqual(0);
    await panel().getByRole("button", { name: "End at the time shown" }).click();
    await expect.poll(async () => (await end()) - before, SLOW).toBeLessThan(-30 * MINUTE);
    // The server was said to be busy twice.
    expect(watched.errors.filter((error) => !error.includes("status of 503"))).toEqual([]);
  });
});

describe("the window, to take away", () => {
  it("is every observation of it, as CSV, as GeoJSON and as Parquet", async () => {
    await page.goto(address("bus:1"));
    await page.locator(".connection.live").waitFor(SLOW);
    await panel().getByRole("button", { name: "Take away" }).click();
    await panel()
      .getByText(/The whole city said \d+ in this time/)
      .waitFor(SLOW);
    const csv = await textOf(await download("CSV"));
    expect(csv.trim().split(/\r?\n/).length).toBe(told + 1);
    const collection = JSON.parse(await textOf(await download("GeoJSON"))) as {
      features: unknown[];
    };
    expect(collection.features.length).toBe(told);
    const parquet = await bytesOf(await download("Parquet"));
    expect(parquet.subarray(0, 4).toString()).toBe("PAR1");
    await panel()
      .getByText(/Saved as machinami-.*\.parquet/)
      .waitFor(SLOW);
  });

  it("says when it is a part, and has the next one", async () => {
    await page.route("**/api/history/query?*", (route) => {
      const isNext = route.request().url().includes("cursor=");
      const next = `</api/history/query?cursor=two&format=csv>; rel="next"`;
      return route.fulfill({
        body: isNext ? "second" : "first",
        headers: isNext ? {} : { Link: next },
      });
    });
    expect(await textOf(await download("CSV"))).toBe("first");
    await panel().getByText("This is part 1, and there is more.").waitFor(SLOW);
    const second = await download("Save part 2");
    expect(await textOf(second)).toBe("second");
    expect(second.suggestedFilename()).toMatch(/-part-2\.csv$/);
    await page.unroute("**/api/history/query?*");
  });

  it("says what is wrong where it cannot be had", async () => {
    await page.route("**/api/history/query?*", (route) =>
      route.fulfill({
        status: 503,
        json: { code: "http/busy", detail: "Too many questions.", tip: "Ask again soon." },
      }),
    );
    await panel().getByRole("button", { name: "CSV", exact: true }).click();
    await panel().getByText("Too many questions.").waitFor(SLOW);
    await page.unroute("**/api/history/query?*");
  });

  it("is a picture of the map too, and says where there can be none", async () => {
    const saved = await download("Save picture");
    expect((await bytesOf(saved)).subarray(1, 4).toString()).toBe("PNG");
    await panel()
      .getByText(/Saved as machinami-.*\.png/)
      .waitFor(SLOW);
    await page.evaluate(() => {
      HTMLCanvasElement.prototype.toBlob = (take) => take(null);
    });
    await panel().getByRole("button", { name: "Save picture" }).click();
    await panel()
      .getByText("The picture could not be made: This browser makes no picture that large.")
      .waitFor(SLOW);
  });
});

function address(id: string): string {
  const selected = encodeURIComponent(JSON.stringify({ type: "entity", id }));
  return `${server.url}/control?lang=en&still=1&selected=${selected}`;
}

function panel() {
  return page.locator("#panel-history");
}

function chart(name: string) {
  return panel().getByRole("slider", { name: `${name} over time` });
}

function save() {
  return panel().getByRole("button", { name: "Save charts as CSV" });
}

/** Where the window ends, milliseconds since 1970. */
async function end(): Promise<number> {
  return Number(await chart("Speed").getAttribute("aria-valuemax"));
}

function spoken(name: string) {
  return chart(name).getAttribute("aria-valuetext");
}

async function select(name: string): Promise<void> {
  await page.locator(".search-field input").fill(name);
  await page.getByRole("option", { name: new RegExp(name) }).waitFor(SLOW);
  await page.keyboard.press("Enter");
  await page.locator("#panel-inspector").getByRole("heading", { name }).waitFor(SLOW);
}

async function settle(): Promise<void> {
  await page.evaluate(() => window.machinami?.settle());
}

/** The middle of the map, over which no legend lies. */
async function picture() {
  const map = await page.locator(".map").boundingBox();
  if (map === null) throw new Error("there is no map");
  const { x, y, width, height } = map;
  return pixelsOf(page, {
    ...{ x: x + width / 4, y: y + height / 5, width: width / 2, height: height / 2 },
  });
}

async function download(name: string): Promise<Download> {
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    panel().getByRole("button", { name, exact: true }).click(),
  ]);
  return saved;
}

async function bytesOf(saved: Download): Promise<Buffer> {
  return readFile(await saved.path());
}

async function textOf(saved: Download): Promise<string> {
  return (await bytesOf(saved)).toString("utf8");
}
