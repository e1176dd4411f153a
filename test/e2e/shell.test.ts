import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { seriousFaults } from "../support/serious-faults.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

const SLOW = { timeout: 60_000 };
const DESK = { viewport: { width: 1024, height: 640 } };
const PHONE = { viewport: { width: 390, height: 844 } };

let server: StartedServer;
let browser: Browser;
/** The page of most tests. */
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  server = await startServer({ args: ["--no-simulator"] });
  browser = await launchBrowser();
  watched = await openPage(browser, `${server.url}/control?lang=en`, DESK);
  page = watched.page;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe("the control page's shell", () => {
  it("says that no city is served, what is shown instead, and how to serve one", async () => {
    await page.getByText("No city is served").waitFor(SLOW);
    expect(await page.locator(".notice code").textContent()).toBe("npm start -- --city DIR");
    expect(await page.locator("h1").textContent()).toContain("Machinami");
    await page.locator(".connection.live").waitFor(SLOW);
  });

  it("offers a command that really sends an entity, and shows it a moment later", async () => {
    const command = await page.locator(".kinds + .state code").first().textContent();
    expect(command).toContain(`${server.url}/api/observations`);
    const { stdout } = await promisify(execFile)("sh", ["-c", `${command}`]);
    expect(JSON.parse(stdout)).toEqual({ accepted: 1, refused: [] });
    await page
      .locator(".kind", { hasText: "Transit" })
      .getByText("1", { exact: true })
      .waitFor(SLOW);
    await page.locator(".kinds + .state").waitFor({ ...SLOW, state: "detached" });
  });

  it("lets the keyboard alone choose an entity", async () => {
    await page.locator("body").press("k");
    await expectFocus(page, "Layers");
    await tabTo(page, /^Transit/);
    await page.keyboard.press("Enter");
    await page.locator(".row-button").waitFor(SLOW);
    await tabTo(page, /^Example bus/);
    await page.keyboard.press("Enter");
    const inspector = page.locator("#panel-inspector");
    await inspector.getByRole("heading", { name: "Example bus" }).waitFor(SLOW);
    expect(await inspector.textContent()).toContain("bus:example:1");
    expect(await inspector.textContent()).toMatch(/8\.0\s?m\/s · 29 km\/h/);
    await expectSaid(page, "Selected: Example bus");
  });

  it("shows values with their units, and drops the selection on Escape", async () => {
    await post({ temperatureCelsius: 21.5 });
    const row = page.locator(".received", { hasText: "Temperature" });
    await row.waitFor(SLOW);
    expect(await row.textContent()).toMatch(/21\.5\s?°C/);
    await page.locator("body").press("Escape");
    await page.getByText("Select something in the city.").waitFor(SLOW);
  });

  it("tells of refused observations, and shows what they say as text only", async () => {
    const body = { entity: { id: "<img src=x onerror=alert(1)>" }, observedAt: "yesterday" };
    await send(body);
    await page.locator(".dock-rail").getByRole("button", { name: "Sources" }).click();
    await page.getByRole("button", { name: /recent refusal/ }).click(SLOW);
    const list = page.locator(".refusals");
    await list.locator("li").first().waitFor(SLOW);
    expect(await list.locator("img").count()).toBe(0);
    expect(await list.locator(".code").first().textContent()).toMatch(/^[a-z]+\/[a-z-]+$/);
  });

  it("chooses an entity by mouse as well", async () => {
    await page.locator(".row-button").click();
    await page.locator("#panel-inspector").getByRole("button", { name: "Fly there" }).waitFor();
  });

  it.each(["night", "grey"] as const)(
    "passes axe in theme %s, in both languages",
    async (theme) => {
      await page.locator("body").press("?");
      await page.locator("#panel-keys").waitFor();
      for (const language of ["en", "ja"]) {
        await page.locator(".strip select").nth(0).selectOption(language);
        await page.locator(".strip select").nth(1).selectOption(theme);
        expect(await page.locator("html").getAttribute("lang")).toBe(language);
        expect(await page.locator("html").getAttribute("data-theme")).toBe(theme);
        expect(await seriousFaults(page)).toEqual([]);
      }
      await page.locator("body").press("?");
      await page.locator("#panel-keys").waitFor({ state: "detached" });
    },
  );

  it("has one dock open where there is no room for both beside the map", async () => {
    await page.locator("body").press("k");
    await page.locator(".dock.left.open").waitFor();
    await page.locator("body").press("i");
    await page.locator(".dock.right.open").waitFor();
    expect(await page.locator(".dock.left.open").count()).toBe(0);
    const map = await page.locator(".map").boundingBox();
    expect(map?.width).toBeGreaterThan(DESK.viewport.width / 2);
    await page.setViewportSize({ width: 1280, height: 640 });
    await page.locator(".dock.left.open").waitFor();
    expect(await page.locator(".dock.right.open").count()).toBe(1);
    expect((await page.locator(".map").boundingBox())?.width).toBeGreaterThan(580);
    await page.setViewportSize(DESK.viewport);
    await page.locator(".dock.left:not(.open)").waitFor();
  });

  it("folds its docks away by key, and remembers that, the language and the theme", async () => {
    await page.locator("body").press("[");
    await page.locator(".dock.left.open").waitFor();
    await page.locator("body").press("[");
    await page.locator(".dock.left:not(.open)").waitFor();
    await page.goto(`${server.url}/control`);
    await page.locator(".dock.left:not(.open)").waitFor(SLOW);
    expect(await page.locator("html").getAttribute("lang")).toBe("ja");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("grey");
    await page.getByText("街のデータがないため").waitFor(SLOW);
    await page.locator("body").press("[");
    await page.getByRole("heading", { name: "種類" }).waitFor();
  });

  it("takes a key that is held down for one press", async () => {
    await page.locator(".dock.left.open").waitFor();
    await page.locator("body").focus();
    for (let turn = 0; turn < 4; turn++) await page.keyboard.down("[");
    await page.keyboard.up("[");
    await page.locator(".dock.left:not(.open)").waitFor();
    await page.locator("body").press("[");
    await page.locator(".dock.left.open").waitFor();
  });

  it("complained of nothing on the way, and asked no other host for anything", () => {
    expect(watched.errors).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
  });
});

it("keeps the map at half of a phone's height or more, and shows there what was chosen", async () => {
  const { page: phone, close } = await openPage(browser, `${server.url}/control?lang=ja`, PHONE);
  for (const tab of ["レイヤー", "取得元", "詳細"]) {
    await phone.locator(".tabs").getByRole("button", { name: tab }).click(SLOW);
    const sheet = await phone.locator(".sheet").boundingBox();
    expect(sheet?.height).toBeLessThanOrEqual(422);
    expect((await phone.locator(".map").boundingBox())?.height).toBeGreaterThan(150);
  }
  const overflow = await phone.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await phone.locator(".tabs").getByRole("button", { name: "レイヤー" }).click();
  await phone.getByRole("button", { name: /^公共交通/ }).click();
  await phone.locator(".row-button").click(SLOW);
  await phone.locator(".sheet#panel-inspector h3").waitFor(SLOW);
  await expectFocus(phone, "詳細");
  await phone.locator("body").press("Escape");
  await phone.locator(".sheet").waitFor({ ...SLOW, state: "detached" });
  await close();
});

it("says that the connection is lost, and comes back by itself with the server", async () => {
  const port = Number(new URL(server.url).port);
  const { page: other, close } = await openPage(browser, `${server.url}/control?lang=en`, DESK);
  await other.locator(".connection.live").waitFor(SLOW);
  await other.locator(".dock-rail").getByRole("button", { name: "Sources" }).click();
  await server.stop();
  await other.locator(".connection.reconnecting").waitFor(SLOW);
  await other.getByText(/The connection was lost at \d\d:\d\d:\d\d/).waitFor(SLOW);
  await other.locator("#panel-sources .state.attention").waitFor(SLOW);
  server = await startServer({ port });
  await other.locator(".connection.live").waitFor(SLOW);
  await other.locator("#panel-sources .state").waitFor({ ...SLOW, state: "detached" });
  await close();
});

it("goes on with its panels where the browser cannot draw the map", async () => {
  const flat = await launchBrowser({ webgl: false });
  const { page: plain } = await openPage(flat, `${server.url}/control?lang=en`, DESK);
  await plain.getByText("The map cannot be drawn.").waitFor(SLOW);
  await post({});
  await plain
    .locator(".kind", { hasText: "Transit" })
    .getByText("1", { exact: true })
    .waitFor(SLOW);
  await flat.close();
});

it("says that the map has stopped, once, and how to have it back", async () => {
  const {
    page: lit,
    errors,
    close,
  } = await openPage(browser, `${server.url}/control?lang=ja`, DESK);
  await lit.locator(".map-buttons").waitFor(SLOW);
  await lit.evaluate(() => {
    const gl = document.querySelector<HTMLCanvasElement>(".map canvas")?.getContext("webgl2");
    gl?.getExtension("WEBGL_lose_context")?.loseContext();
  });
  await lit.getByText("地図が止まりました。").waitFor(SLOW);
  expect(await lit.locator(".map-state").getByRole("alert").count()).toBe(1);
  expect(await lit.locator(".map canvas").first().isVisible()).toBe(false);
  expect(errors.filter((line) => line.includes("could not be drawn"))).toEqual([]);
  await lit.getByRole("button", { name: "ページを読み込み直す" }).click();
  await lit.locator(".map-buttons").waitFor(SLOW);
  expect(await lit.locator(".map canvas").first().isVisible()).toBe(true);
  await close();
});

/** Presses Tab until something of that name has the focus; fails after as many as a person would bear. */
async function tabTo(of: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 15; presses++) {
    await of.keyboard.press("Tab");
    if (name.test(await focusedText(of))) return;
  }
  throw new Error(`Tab did not reach ${name}; the focus is on "${await focusedText(of)}"`);
}

async function expectFocus(of: Page, name: string): Promise<void> {
  await of.waitForFunction((text) => document.activeElement?.textContent?.trim() === text, name);
}

function focusedText(of: Page): Promise<string> {
  return of.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
}

async function expectSaid(of: Page, words: string): Promise<void> {
  await of.waitForFunction(
    (text) => document.querySelector("[aria-live]")?.textContent?.startsWith(text),
    words,
  );
}

function post(values: Readonly<Record<string, number>>): Promise<Response> {
  return send({
    entity: { id: "bus:example:1", kind: "transit", name: "Example bus" },
    observedAt: new Date().toISOString(),
    position: { longitude: 140.1132, latitude: 35.6131 },
    values: { occupancy: 0.5, ...values },
  });
}

function send(body: unknown): Promise<Response> {
  return fetch(`${server.url}/api/observations`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}
