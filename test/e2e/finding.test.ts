import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { City } from "../../shared/city.ts";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { countDifferent, pixelsOf } from "../support/pixels.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { sendObservations } from "../support/still-map.ts";

/** Finding things in the city that `npm start` grows, by the keyboard alone; only what a test sends lives there. */
const CITY = join(import.meta.dirname, "..", "..", "dist", "city", "hamatsuki");
const SLOW = { timeout: 60_000 };
const DESK = { viewport: { width: 1440, height: 900 } };

let server: StartedServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
let place: { longitude: number; latitude: number; height: number };

beforeAll(async () => {
  const city = JSON.parse(await readFile(join(CITY, "city.json"), "utf8")) as City;
  const [west, south, east, north] = city.bounds;
  const middle = { longitude: (west + east) / 2, latitude: (south + north) / 2 };
  place = { ...middle, height: city.ground.height + 5 };
  server = await startServer({ args: ["--city", CITY] });
  browser = await launchBrowser();
  watched = await openPage(browser, `${server.url}/control?lang=en&still=1`, DESK);
  page = watched.page;
  await page.locator(".connection.live").waitFor(SLOW);
  await page.waitForFunction(() => window.machinami !== undefined, undefined, SLOW);
  await settle();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe("the search, by the keyboard alone", () => {
  it("finds an entity by its name, chooses it and tells what is known of it", async () => {
    await send([sensor("probe:1", "north", { noiseDecibels: 51 }, "Harbour probe")]);
    await search("harbour pr");
    const option = page.getByRole("option", { name: /Harbour probe/ });
    await option.waitFor(SLOW);
    expect(await option.textContent()).toMatch(/Sensor · north · Live/);
    await page.keyboard.press("ArrowDown");
    expect(await option.getAttribute("aria-selected")).toBe("true");
    expect(await field().getAttribute("aria-activedescendant")).toBe(
      await option.getAttribute("id"),
    );
    await page.keyboard.press("Enter");
    await heading("Harbour probe").waitFor(SLOW);
    expect(await page.locator("#panel-inspector").textContent()).toContain("probe:1");
  });

  it("finds a building, flies there, and paints it as the chosen one", async () => {
    await search("hamatsuki tower");
    await page.getByRole("option", { name: /Hamatsuki Tower.*Office/ }).waitFor(SLOW);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await heading("Hamatsuki Tower").waitFor(SLOW);
    await settle();
    const chosen = await picture();
    await page.keyboard.press("Escape");
    await page.getByText("Select something in the city.").waitFor(SLOW);
    expect(countDifferent(chosen, await picture())).toBeGreaterThan(2_000);
  });

  it("finds a place, stands a pin there, and tells who is near it", async () => {
    // Enter before anything is found means the best of what will be.
    await search("komorebi park");
    await page.keyboard.press("Enter");
    await heading("Komorebi Park").waitFor(SLOW);
    await settle();
    const pin = await page.locator(".place-pin").boundingBox();
    const map = await mapBox();
    expect(pin?.x).toBeGreaterThan(map.x);
    expect(pin?.x).toBeLessThan(map.x + map.width);
    const inspector = page.locator("#panel-inspector");
    await inspector.getByText("Entities within 300 m").waitFor(SLOW);
    await inspector.getByText("None now").waitFor(SLOW);
  });

  it("says what can be searched where nothing is found, and empties on Escape", async () => {
    await search("zzzz no such thing");
    await page.locator(".search-note", { hasText: "“zzzz no such thing”" }).waitFor(SLOW);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    expect(await field().inputValue()).toBe("");
  });

  it("remembers what was chosen, newest first, until it is told to forget", async () => {
    await page.locator("body").press("Escape");
    await page.locator("#panel-search-title").focus();
    await page.keyboard.press("/");
    const names = page.locator(".found-name");
    await names.first().waitFor(SLOW);
    expect(await names.allTextContents()).toEqual([
      "Komorebi Park",
      "Hamatsuki Tower",
      "Harbour probe",
    ]);
    await page.getByRole("button", { name: "Forget them" }).click();
    await names.first().waitFor({ ...SLOW, state: "detached" });
  });

  it("works in Japanese, and waits while an input method composes", async () => {
    await page.locator("#panel-search-title").focus();
    await page.keyboard.press(";");
    await page.keyboard.press("/");
    const asked: string[] = [];
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.pathname === "/api/search") asked.push(url.searchParams.get("q") ?? "");
    });
    const input = await page.context().newCDPSession(page);
    const composition = { selectionStart: 3, selectionEnd: 3 };
    await input.send("Input.imeSetComposition", { text: "びょう", ...composition });
    await page.waitForTimeout(600);
    expect(asked).toEqual([]);
    await input.send("Input.insertText", { text: "総合病院" });
    const option = page.getByRole("option", { name: /総合病院.*病院/ }).first();
    await option.waitFor(SLOW);
    expect(asked).toEqual(["総合病院"]);
    const name = (await option.locator(".found-name").textContent()) ?? "";
    await page.keyboard.press("Enter");
    await heading(name).waitFor(SLOW);
    await page.locator("#panel-search-title").focus();
    await page.keyboard.press(";");
  });
});

describe("the layers", () => {
  it("count by kind and source, and do not count a hidden source as shown", async () => {
    await send(["south:1", "south:2"].map((id) => sensor(id, "south")));
    const kind = page.locator(".kind", { hasText: "Sensors" });
    await kind.getByText("3", { exact: true }).waitFor(SLOW);
    await page.getByRole("button", { name: "Whole city" }).press("Enter");
    await settle();
    const south = page.locator("[data-source=south]");
    await south.getByText("2", { exact: true }).waitFor(SLOW);
    await page.evaluate(() => window.machinami?.renderOnce());
    await kind.getByText("3 in view").waitFor(SLOW);
    const show = south.getByRole("switch", { name: "Show south on the map" });
    await show.focus();
    await page.keyboard.press("Space");
    expect(await show.getAttribute("aria-checked")).toBe("false");
    await south.getByText("hidden").waitFor(SLOW);
    await kind.getByText("2 hidden").waitFor(SLOW);
    await page.keyboard.press("Space");
    await kind.getByText("2 hidden").waitFor({ ...SLOW, state: "detached" });
  });
});

describe("the strip", () => {
  it("tells how many entities there are, how much comes in, and how late", async () => {
    const figure = (name: string) => page.locator(`.figure.${name} dd`);
    await expect.poll(() => figure("entities").textContent(), SLOW).toBe("3");
    const sending = setInterval(() => void send([sensor("probe:1", "north")]), 200);
    await expect
      .poll(async () => Number(await figure("rate").textContent()), SLOW)
      .toBeGreaterThan(2);
    await expect.poll(() => figure("delay").textContent(), SLOW).toMatch(/^\d[\d,]* m?s$/);
    clearInterval(sending);
  });
});

describe("what is received of the selected entity", () => {
  it("stands in a chart that grows, and is read point by point with the arrow keys", async () => {
    await search("probe:1");
    await page.getByRole("option", { name: /Harbour probe/ }).waitFor(SLOW);
    await page.keyboard.press("Enter");
    const row = page.getByRole("button", { name: /^Noise/ });
    await row.waitFor(SLOW);
    await row.focus();
    await page.keyboard.press("Enter");
    await page.locator(".value-plot canvas").waitFor(SLOW);
    // A page that is far away is told once a second.
    for (const noise of [61, 72, 58])
      await send([sensor("probe:1", "north", { noiseDecibels: noise })]).then(() =>
        page.waitForTimeout(1_200),
      );
    const read = page.locator(".value-read");
    await expect.poll(() => read.textContent(), SLOW).toMatch(/lowest 51 dB · highest 72 dB/);
    const plot = page.getByRole("slider", { name: /Points of Noise/ });
    await plot.focus();
    await page.keyboard.press("End");
    expect(await plot.getAttribute("aria-valuetext")).toMatch(/^\d\d:\d\d:\d\d · 58 dB$/);
    await page.keyboard.press("ArrowLeft");
    expect(await plot.getAttribute("aria-valuetext")).toMatch(/ · 72 dB$/);
  });
});

describe("without the server", () => {
  it("says that counts are old and that the search waits", async () => {
    await server.kill();
    await page.locator(".connection:not(.live)").waitFor(SLOW);
    await page.getByText("These counts are from before the connection was lost.").waitFor(SLOW);
    await search("tower");
    await page.getByText("Searching works again once it is back.").waitFor(SLOW);
    await expect.poll(() => page.locator(".figure.delay dd").textContent(), SLOW).toBe("–");
  });

  it("has complained of nothing else, and asked no other host", () => {
    const own = watched.errors.filter((line) => !/ERR_CONNECTION|WebSocket connection/.test(line));
    expect(own).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
  });
});

function sensor(id: string, source: string, values: Record<string, number> = {}, name?: string) {
  return {
    entity: { id, kind: "sensor", source, ...(name === undefined ? {} : { name }) },
    observedAt: new Date().toISOString(),
    position: place,
    ...(Object.keys(values).length === 0 ? {} : { values }),
  };
}

async function send(observations: readonly object[]): Promise<void> {
  await sendObservations(server.url, observations);
}

/** Types into the field as somebody does who has no pointer. */
async function search(text: string): Promise<void> {
  // In a field, the key would be a letter.
  await page.locator("#panel-search-title").focus();
  await page.keyboard.press("/");
  await page.keyboard.type(text, { delay: 10 });
}

function field() {
  return page.getByRole("combobox", { name: "Search the city" });
}

function heading(name: string | RegExp) {
  return page.locator("#panel-inspector").getByRole("heading", { name });
}

async function settle(): Promise<void> {
  await page.evaluate(() => window.machinami?.settle());
}

async function picture() {
  for (let frame = 0; frame < 3; frame++) await page.evaluate(() => window.machinami?.renderOnce());
  return pixelsOf(page, await mapBox());
}

async function mapBox() {
  const box = await page.locator(".map").boundingBox();
  if (box === null) throw new Error("the page has no map");
  return box;
}
