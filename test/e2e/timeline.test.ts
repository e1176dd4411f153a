import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { axeFaults } from "../support/serious-faults.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { sendObservations } from "../support/still-map.ts";

/** The timeline over three hours that were sent before the page was opened: two trips, and silence between them. */

const SLOW = { timeout: 60_000 };
const MINUTE = 60_000;
const BUS = "bus:chuo:12";
/** Minutes before now. */
const FIRST_TRIP = [180, 120] as const;
const SECOND_TRIP = [90, 30] as const;

const now = Date.now();
let server: StartedServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
const asked: URL[] = [];

beforeAll(async () => {
  server = await startServer();
  await sendObservations(server.url, [...trip(...FIRST_TRIP), ...trip(...SECOND_TRIP)]);
  browser = await launchBrowser();
  watched = await openPage(browser, `${server.url}/control?lang=en&still=1`, {
    viewport: { width: 1440, height: 900 },
  });
  page = watched.page;
  page.on("request", (request) => asked.push(new URL(request.url())));
  await page.locator(".connection.live").waitFor(SLOW);
  await bar().waitFor(SLOW);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe("live", () => {
  it("is one quiet line that says so, with the last hour beside it", async () => {
    expect(await page.locator(".timeline-live").textContent()).toBe("Live");
    expect(await bar().getAttribute("aria-valuetext")).toBe("Live");
    expect((await page.locator(".timeline-foot").boundingBox())?.height).toBeLessThan(50);
    expect(await page.locator(".timeline-controls").count()).toBe(0);
    await expect.poll(inkOfBar, SLOW).toBeGreaterThan(100);
  });

  it("is left by one click, at the moment that was clicked", async () => {
    await clickAt(0.5);
    await page.locator(".timeline.past").waitFor(SLOW);
    const shown = await shownAt();
    // The line ends a little after now, and is an hour long.
    expect(Math.abs(shown - (Date.now() - 28 * MINUTE))).toBeLessThan(3 * MINUTE);
    await returns();
  });

  it("is left by one drawing on the folded line, which goes on as that unfolds", async () => {
    const box = await boxOf();
    const y = box.y + box.height * 0.3;
    await page.mouse.move(box.x + box.width * 0.6, y);
    await page.mouse.down();
    await page.locator(".timeline.past").waitFor(SLOW);
    const begun = await shownAt();
    const whole = await boxOf();
    expect(whole.width).toBeGreaterThan(box.width);
    const x = box.x + box.width * 0.6 - whole.width / 4;
    await page.mouse.move(x, y, { steps: 8 });
    const off = async () => Math.abs(begun - (await shownAt()) - 15 * MINUTE);
    await expect.poll(off, SLOW).toBeLessThan(MINUTE);
    const grip = async () => ((await page.locator(".timeline-head").boundingBox())?.x ?? 0) + 1;
    await expect.poll(async () => Math.abs((await grip()) - x), SLOW).toBeLessThan(4);
    expect(await bar().getAttribute("class")).toContain("scrubbing");
    await page.mouse.up();
    expect(await bar().getAttribute("class")).not.toContain("scrubbing");
    await returns();
  });

  it("says above the folded line why there is nothing to go to", async () => {
    await page.locator("body").press("Shift+PageDown");
    await page
      .locator(".timeline.slim .timeline-note", { hasText: "No event after" })
      .waitFor(SLOW);
    await page.locator(".timeline-note").waitFor({ ...SLOW, state: "detached" });
  });

  it("is left and come back to by keys", async () => {
    await page.locator("body").press("Space");
    await page.locator(".timeline-moment.paused").waitFor(SLOW);
    await page.locator("body").press("l");
    await page.locator(".timeline.slim").waitFor(SLOW);
  });
});

describe("in the past", () => {
  it("arrows on the bar go by its zoom, and everywhere with Shift by ten seconds", async () => {
    await clickAt(0.5);
    const first = await shownAt();
    await bar().press("ArrowLeft");
    await expect.poll(shownAt, SLOW).toBe(first - 30_000);
    await bar().press("PageUp");
    await expect.poll(shownAt, SLOW).toBe(first - 30_000 + 300_000);
    await page.locator("body").press("Shift+ArrowLeft");
    await expect.poll(shownAt, SLOW).toBe(first - 30_000 + 290_000);
    await page.getByRole("button", { name: "Back 1 min" }).click();
    await expect.poll(shownAt, SLOW).toBe(first - 30_000 + 230_000);
    await expect.poll(keptFrom, SLOW).toBe(Math.floor((now - FIRST_TRIP[0] * MINUTE) / 1_000));
    await bar().press("Home");
    await expect.poll(shownAt, SLOW).toBe(now - FIRST_TRIP[0] * MINUTE);
  });

  it("plays as fast as it is told, pauses, and follows what it shows", async () => {
    await page.getByLabel("Speed").selectOption("60");
    const begun = await shownAt();
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await page.locator(".timeline-moment.playing").waitFor(SLOW);
    await expect.poll(shownAt, SLOW).toBeGreaterThan(begun + 2 * MINUTE);
    // Nothing changes for a screen reader with every second.
    const said = await bar().getAttribute("aria-valuetext");
    expect(said).toMatch(/^Playing from .* 60 times as fast$/);
    await page.locator("body").press("Space");
    await page.locator(".timeline-moment.paused").waitFor(SLOW);
    const head = await page.locator(".timeline-head").boundingBox();
    const whole = await bar().boundingBox();
    expect(head?.x).toBeGreaterThanOrEqual((whole?.x ?? 0) - 2);
    expect(head?.x).toBeLessThanOrEqual((whole?.x ?? 0) + (whole?.width ?? 0));
  });

  it("is drawn through: the moment follows the pointer", async () => {
    // The first that is kept came into the middle of the bar.
    await bar().press("Home");
    const first = now - FIRST_TRIP[0] * MINUTE;
    await expect.poll(shownAt, SLOW).toBe(first);
    const box = await boxOf();
    const y = box.y + box.height * 0.4;
    await page.mouse.move(box.x + box.width * 0.7, y);
    await page.mouse.down();
    await expect.poll(shownAt, SLOW).toBeGreaterThan(first + MINUTE);
    const begun = await shownAt();
    await page.mouse.move(box.x + box.width * 0.95, y, { steps: 6 });
    const off = async () => Math.abs((await shownAt()) - begun - 15 * MINUTE);
    await expect.poll(off, SLOW).toBeLessThan(MINUTE);
    await page.mouse.up();
  });

  it("shows from minutes to a year, asks for fitting steps, and asks once", async () => {
    const select = page.getByLabel("Length of the bar").last();
    asked.length = 0;
    await select.selectOption(String(365 * 24 * 60 * MINUTE));
    await expect.poll(stepsAsked, SLOW).toContain("86400");
    await select.selectOption(String(60 * MINUTE));
    await page.getByRole("button", { name: "Less time, closer" }).click();
    await expect.poll(() => select.inputValue(), SLOW).toBe(String(30 * MINUTE));
    const box = await boxOf();
    await page.mouse.move(box.x + box.width / 2, box.y + 20);
    await page.mouse.wheel(0, 600);
    await expect
      .poll(async () => Number(await select.inputValue()), SLOW)
      .toBeGreaterThan(60 * MINUTE);
    await select.selectOption(String(60 * MINUTE));
    const urls = asked.filter(isActivity).map((url) => url.search);
    expect(new Set(urls).size).toBe(urls.length);
  });

  it("goes to a date, and says why it does not", async () => {
    await page.getByRole("button", { name: "Go to a date" }).click();
    const field = page.getByLabel(/^Date and time in /);
    await field.fill("2030-01-01T00:00");
    await field.press("Enter");
    await page.getByText("This has not happened yet.").waitFor(SLOW);
    await field.fill("2001-01-01T00:00");
    await field.press("Enter");
    await page.getByText("This is before the first that is kept.").waitFor(SLOW);
    const wanted = Math.floor((now - 100 * MINUTE) / MINUTE) * MINUTE;
    await field.fill(new Date(wanted + 9 * 60 * MINUTE).toISOString().slice(0, 16));
    await field.press("Enter");
    await expect.poll(shownAt, SLOW).toBe(wanted);
  });

  it("goes to the start of the chosen entity's trip, and to the one before from there", async () => {
    await goBack(60);
    await choose(BUS);
    await page.getByRole("button", { name: "Start of this trip" }).click();
    await expect.poll(shownAt, SLOW).toBe(now - SECOND_TRIP[0] * MINUTE);
    await page.getByRole("button", { name: "Start of this trip" }).click();
    await expect.poll(shownAt, SLOW).toBe(now - FIRST_TRIP[0] * MINUTE);
    await page.getByRole("button", { name: "Start of this trip" }).click();
    await page.locator(".timeline-note", { hasText: "No trip of it is kept" }).waitFor(SLOW);
  });

  it("goes to the next event, lists them in words, and says where there is none", async () => {
    await page.locator("body").press("Shift+PageDown");
    await expect.poll(shownAt, SLOW).toBeGreaterThan(now - 5 * MINUTE);
    await page.locator("body").press("Shift+PageDown");
    await page.locator(".timeline-note", { hasText: "No event after this." }).waitFor(SLOW);
    await page.getByRole("button", { name: "Events in sight" }).click();
    await page.getByRole("button", { name: /^The server began/ }).waitFor(SLOW);
    await page.keyboard.press("Escape");
    await page
      .getByRole("dialog", { name: "Events in sight" })
      .waitFor({ ...SLOW, state: "hidden" });
  });

  it("says what was said at the moment under the pointer", async () => {
    await goBack(60);
    const box = await boxOf();
    const head = await page.locator(".timeline-head").boundingBox();
    await page.mouse.move((head?.x ?? 0) + 1, box.y + 20);
    await expect
      .poll(() => page.locator(".timeline-pointed").textContent(), SLOW)
      .toMatch(/^\d\d:\d\d:\d\d.*\d observations/);
    await page.mouse.move(box.x + box.width / 2, box.y - 200);
    expect(await page.locator(".timeline-pointed").count()).toBe(0);
  });

  it("has no fault that axe sees, in both themes and languages", async () => {
    expect(await axeFaults(page)).toEqual([]);
    await page.locator("body").press("t");
    expect(await axeFaults(page, "color-contrast")).toEqual([]);
    await page.locator("body").press("t");
  });

  it("is left by the large button", async () => {
    await returns();
  });
});

describe("a phone", () => {
  it("has it in short, opens the rest, and each part is as large as a finger", async () => {
    const phone = await openPage(browser, `${server.url}/control?lang=ja&still=1`, {
      ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    });
    await phone.page.locator(".connection.live").waitFor(SLOW);
    const line = phone.page.getByRole("slider", { name: "表示中の時刻" });
    await line.waitFor(SLOW);
    const box = await line.boundingBox();
    if (box === null) throw new Error("the page has no timeline");
    await phone.page.touchscreen.tap(box.x + box.width / 2, box.y + 10);
    await phone.page.locator(".timeline.past").waitFor(SLOW);
    expect(await phone.page.locator(".timeline-transport").isVisible()).toBe(false);
    await phone.page.getByRole("button", { name: "タイムラインの操作を開く" }).tap();
    expect(await phone.page.locator(".timeline-transport").isVisible()).toBe(true);
    const low = await phone.page
      .locator(".timeline button:visible, .timeline select:visible")
      .evaluateAll(
        (all) => all.filter((each) => each.getBoundingClientRect().height < 43.5).length,
      );
    expect(low).toBe(0);
    await phone.page.locator(".timeline-back").tap();
    await phone.page.locator(".timeline.slim").waitFor(SLOW);
    expect(phone.errors).toEqual([]);
    await phone.close();
  });
});

it("has complained of nothing, and asked no other host", () => {
  expect(watched.errors).toEqual([]);
  expect(watched.elsewhere).toEqual([]);
});

/** A bus's way, every ten seconds, at the speed that it says. */
function trip(from: number, to: number): object[] {
  const found: object[] = [];
  for (let at = now - from * MINUTE, step = 0; at <= now - to * MINUTE; at += 10_000, step++)
    found.push({
      entity: { id: BUS, kind: "transit", name: "Chuo 12", source: "chuo" },
      observedAt: new Date(at).toISOString(),
      position: { longitude: 139.7 + step * 0.0008, latitude: 35.6, height: 40 },
      motion: { headingDegrees: 90, speed: 7.2 },
    });
  return found;
}

function bar() {
  return page.getByRole("slider", { name: "Time shown" });
}

async function boxOf() {
  const box = await bar().boundingBox();
  if (box === null) throw new Error("the page has no timeline");
  return box;
}

async function clickAt(part: number): Promise<void> {
  const box = await boxOf();
  await page.mouse.click(box.x + box.width * part, box.y + box.height * 0.3);
  await page.locator(".timeline.past").waitFor(SLOW);
}

/** The moment that the page says it shows, to the second. */
async function shownAt(): Promise<number> {
  const text = await page.locator(".timeline-moment time").getAttribute("datetime");
  return Date.parse(text ?? "");
}

/** Seconds since 1970: the first that is kept, once the page has been told. */
async function keptFrom(): Promise<number> {
  return Number(await bar().getAttribute("aria-valuemin"));
}

async function returns(): Promise<void> {
  await page.locator(".timeline-back").click();
  await page.locator(".timeline.slim").waitFor(SLOW);
}

/** By the field for dates, so many minutes before now. */
async function goBack(minutes: number): Promise<void> {
  await page.getByRole("button", { name: "Go to a date" }).click();
  const wanted = Math.floor((now - minutes * MINUTE) / MINUTE) * MINUTE;
  const field = page.getByLabel(/^Date and time in /);
  await field.fill(new Date(wanted + 9 * 60 * MINUTE).toISOString().slice(0, 16));
  await field.press("Enter");
  await expect.poll(shownAt, SLOW).toBe(wanted);
}

async function choose(id: string): Promise<void> {
  await page.locator("body").press("/");
  await page.locator("#search-field").fill(id);
  await page.getByRole("option", { name: /Chuo 12/ }).waitFor(SLOW);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Start of this trip" }).waitFor(SLOW);
}

function isActivity({ pathname }: URL): boolean {
  return pathname === "/api/history/activity";
}

function stepsAsked(): (string | null)[] {
  return asked.filter(isActivity).map(({ searchParams }) => searchParams.get("step"));
}

/** Pixels of the bar that are drawn as loudly as activity is. */
function inkOfBar(): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>(".timeline-bar canvas");
    const pen = canvas?.getContext("2d");
    if (!canvas || !pen) return 0;
    const { data } = pen.getImageData(0, 0, canvas.width, Math.floor(canvas.height / 2));
    let count = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 0) > 50) count++;
    return count;
  });
}
