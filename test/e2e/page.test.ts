import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { seriousFaults } from "../support/serious-faults.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { sendObservations } from "../support/still-map.ts";

const BUILT = join(import.meta.dirname, "../../dist/client");
const DESK = { viewport: { width: 1280, height: 720 } };
const TOUR_STEPS = 6;

let server: StartedServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer({ args: ["--no-simulator"] });
  browser = await launchBrowser();
  // The first count comes a moment after the server.
  while (!(await fetch(`${server.url}/api/census`)).ok) await wait(100);
  await sendObservations(server.url, [bus("bus:1", "First bus"), bus("bus:2", "Second bus")]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe("the start page", () => {
  let home: WatchedPage;

  it("offers exactly the pages that are built, and says what the city is doing", async () => {
    home = await openPage(browser, `${server.url}/?lang=en`, DESK);
    const built = readdirSync(BUILT).filter(
      (name) => name !== "home" && existsSync(join(BUILT, name, "index.html")),
    );
    const cards = home.page.locator(".card");
    await cards.first().waitFor();
    const offered = await cards.evaluateAll((all) => all.map((card) => card.getAttribute("href")));
    expect(offered.sort()).toEqual(built.map((name) => `/${name}`).sort());
    for (const path of offered) expect((await fetch(server.url + path)).status).toBe(200);
    await home.page.locator(".now dd").first().getByText("2").waitFor();
    await home.page.locator(".provenance.live").waitFor();
  });

  it("is usable by everybody, in both languages and themes, on a desk and on a phone", async () => {
    for (const language of ["ja", "en"])
      for (const theme of ["grey", "night"]) {
        await home.page.getByRole("combobox").nth(0).selectOption(language);
        await home.page.getByRole("combobox").nth(1).selectOption(theme);
        expect(await seriousFaults(home.page)).toEqual([]);
      }
    await home.page.setViewportSize({ width: 390, height: 844 });
    const { across, room } = await home.page.evaluate(() => ({
      across: document.documentElement.scrollWidth,
      room: innerWidth,
    }));
    expect(across).toBe(room);
    await home.page.setViewportSize(DESK.viewport);
  });

  it("leads to the control room, which keeps the language and the theme", async () => {
    await home.page.getByRole("combobox").nth(0).selectOption("ja");
    await home.page.getByRole("combobox").nth(1).selectOption("grey");
    await home.page.locator(".card[href='/control']").click();
    await home.page.locator(".connection.live").waitFor();
    expect(await home.page.locator("html").getAttribute("lang")).toBe("ja");
    expect(await home.page.locator("html").getAttribute("data-theme")).toBe("grey");
    expect(home.errors).toEqual([]);
    expect(home.elsewhere).toEqual([]);
    await home.close();
  });
});

describe("a wall of three screens", () => {
  let context: BrowserContext;
  const screens: Page[] = [];

  it("has each its own camera and layers, remembered by its name", async () => {
    const first = await openPage(
      browser,
      link("left", "eye=140,35,90000,0,-80&hide=vehicle"),
      DESK,
    );
    context = first.page.context();
    screens.push(first.page);
    for (const [name, view] of [
      ["middle", "eye=139,36,60000,90,-70&hide="],
      ["right", "hide=drone,sensor"],
    ] as const) {
      const page = await context.newPage();
      await page.goto(link(name, view));
      screens.push(page);
    }
    for (const page of screens) await page.locator(".connection.live").waitFor();
    const hidden = () => Promise.all(screens.map(hiddenKinds));
    expect(await hidden()).toEqual(["Vehicles", "", "Sensors Drones"]);
    await screens[0]?.waitForFunction(
      () => localStorage.getItem("machinami.screen.left.eye") !== null,
    );
    await screens[1]?.waitForFunction(
      () => localStorage.getItem("machinami.screen.middle.eye") !== null,
    );
    const eyes = await screens[0]?.evaluate(() =>
      ["left", "middle"].map((name) => localStorage.getItem(`machinami.screen.${name}.eye`)),
    );
    const about = (eyes ?? []).map((eye) =>
      eye?.split(",").map((part) => Math.round(Number(part))),
    );
    expect(about.map((eye) => eye?.slice(0, 2))).toEqual([
      [140, 35],
      [139, 36],
    ]);
    for (const page of screens) expect(new URL(page.url()).searchParams.has("hide")).toBe(false);
    for (const page of screens) await page.reload();
    for (const page of screens) await page.locator(".connection.live").waitFor();
    expect(await hidden()).toEqual(["Vehicles", "", "Sensors Drones"]);
  });

  it("shares one selection, until a screen leaves", async () => {
    const [left, middle, right] = screens as [Page, Page, Page];
    await choose(left, "First bus");
    for (const page of [middle, right]) await inspected(page, "First bus");
    await choose(right, "Second bus");
    for (const page of [left, middle]) await inspected(page, "Second bus");
    await middle.locator(".shared-chip").click();
    expect(new URL(middle.url()).searchParams.get("share")).toBeNull();
    await left.locator("body").press("Escape");
    await right.getByText("Select something in the city.").waitFor();
    await inspected(middle, "Second bus");
  });

  it("gives links to more of them", async () => {
    const [left] = screens as [Page];
    await left.getByRole("button", { name: "Screens", exact: true }).first().click();
    const open = left.getByRole("link", { name: "Open another screen" });
    const asked = new URL((await open.getAttribute("href")) ?? "");
    expect(asked.pathname).toBe("/control");
    expect(asked.searchParams.get("screen")).toBe("screen 2");
    expect(asked.searchParams.get("share")).toBe("wall");
    expect(asked.searchParams.get("hide")).toBe("vehicle");
    expect(asked.searchParams.get("eye")).toMatch(/^(-?[\d.]+,){4}-?[\d.]+$/);
    const [opened] = await Promise.all([context.waitForEvent("page"), open.click()]);
    await opened.waitForURL(/screen=/);
    expect(new URL(opened.url()).searchParams.get("screen")).toBe("screen 2");
    await opened.close();
    const next = async () => new URL((await open.getAttribute("href")) ?? "").searchParams;
    await expect.poll(async () => (await next()).get("screen")).toBe("screen 3");
    await left.locator(".screens-other input").fill("a/b");
    await left.locator(".screens-other .field-fault").waitFor();
    expect(await open.count()).toBe(0);
    await context.close();
  });

  function link(screen: string, view: string): string {
    return `${server.url}/control?lang=en&screen=${screen}&share=wall&${view}`;
  }
});

describe("the control page", () => {
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    watched = await openPage(browser, `${server.url}/control?lang=en`, DESK);
    page = watched.page;
    await page.locator(".map-buttons").waitFor();
  });

  it("presents the picture and the clock, and nothing else", async () => {
    await page.locator("body").press("p");
    await page.locator(".presentation time").waitFor();
    const seen = await page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .filter((element) => element.matches("button, a, input, select, h1, h2, dl, p, time"))
        .filter((element) => element.closest(".unseen, .attribution, .map-canvas") === null)
        .map((element) => element.closest(".presentation")?.className ?? element.outerHTML),
    );
    expect([...new Set(seen)]).toEqual(["presentation"]);
    const map = await page.locator(".map").boundingBox();
    expect([map?.width, map?.height]).toEqual([1280, 720]);
    await page.locator(".presentation .provenance.live").waitFor();
    await page.locator("html.idle").waitFor();
    expect(await page.locator(".presentation-leave").isVisible()).toBe(false);
    await page.mouse.move(300, 300);
    await page.locator(".presentation-leave").waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(new URL(page.url()).searchParams.get("present")).toBe("1");
    // What is hidden has no keys.
    await page.keyboard.press("?");
    await page.keyboard.press("Escape");
    await page.locator(".dock.left").waitFor();
    expect(await page.locator("#panel-keys").count()).toBe(0);
    expect(new URL(page.url()).searchParams.has("present")).toBe(false);
  });

  it("fills the screen by its key, and gives it back", async () => {
    await page.locator("body").press("x");
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await page.getByRole("button", { name: "Leave full screen" }).click();
    await page.waitForFunction(() => document.fullscreenElement === null);
  });

  it("helps with every key it has, each once", async () => {
    await page.locator("body").press("?");
    const help = page.locator("#panel-keys");
    await help.locator("dt").first().waitFor();
    const keys = await help.locator("dt").evaluateAll((all) => all.map((each) => each.textContent));
    for (const key of ["?", "P", "X", "[", "]", "K", "I", "1…9", "WASD"])
      expect(keys).toContain(key);
    const single = keys.filter((key) => key?.length === 1);
    expect(new Set(single).size).toBe(single.length);
    expect(await help.locator(".help-about").textContent()).toMatch(/Machinami \d+\.\d+\.\d+/);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it("shows a program no tour, and starts it from the help", async () => {
    expect(await page.locator(".tour-card").count()).toBe(0);
    await page.getByRole("button", { name: "Take the tour" }).click();
    await page.locator(".tour-card").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".tour-card").waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.textContent === "Take the tour");
  });

  it("is toured by keyboard alone, beside what each step tells of", async () => {
    await page.goto(`${server.url}/control?lang=en&tour=1`);
    for (let step = 1; step <= TOUR_STEPS; step++) {
      await page.locator(".tour-card", { hasText: `${step} of ${TOUR_STEPS}` }).waitFor();
      await page.locator("[data-toured]").waitFor();
      const card = await page.locator(".tour-card").boundingBox();
      expect(card?.x).toBeGreaterThanOrEqual(0);
      expect((card?.x ?? 0) + (card?.width ?? 0)).toBeLessThanOrEqual(1280);
      expect((card?.y ?? 0) + (card?.height ?? 0)).toBeLessThanOrEqual(720);
      if (step === 2) expect(await seriousFaults(page)).toEqual([]);
      await page.keyboard.press("ArrowRight");
    }
    await page.locator(".tour-card").waitFor({ state: "detached" });
    expect(await page.locator("[data-toured]").count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollTop)).toBe(0);
    expect(await page.evaluate(() => localStorage.getItem("machinami.tour-seen"))).toBe("1");
  });

  it("says what of its address it could not understand", async () => {
    await page.goto(`${server.url}/control?lang=en&eye=here`);
    await page.getByText("Part of this page's address could not be understood: eye.").waitFor();
    expect(watched.errors).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
    await watched.close();
  });

  it("says in a presentation that the connection is lost", async () => {
    const shown = await openPage(browser, `${server.url}/control?lang=en&present=1`, DESK);
    await shown.page.locator(".presentation time").waitFor();
    await server.stop();
    await shown.page.locator(".presentation .connection.reconnecting").waitFor();
    await shown.page.locator(".presentation-wrong", { hasText: "connection was lost" }).waitFor();
    await shown.close();
  });
});

async function hiddenKinds(page: Page): Promise<string> {
  const off = page.locator("#panel-kinds [role=switch][aria-checked=false]");
  await page.locator("#panel-kinds [role=switch]").first().waitFor();
  const labels = await off.evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
  return labels
    .flatMap((label) => /vehicles|sensors|drones|transit/i.exec(label ?? "") ?? [])
    .join(" ");
}

/** By keyboard and search box alone. */
async function choose(page: Page, name: string): Promise<void> {
  await page.locator("body").press("k");
  const fold = page.locator("#panel-kinds").getByRole("button", { name: /^Transit/ });
  if ((await fold.getAttribute("aria-expanded")) === "false") await fold.click();
  await page.locator(".row-button", { hasText: name }).click();
}

async function inspected(page: Page, name: string): Promise<void> {
  await page.locator("#panel-inspector").getByRole("heading", { name }).waitFor();
}

function bus(id: string, name: string) {
  return {
    entity: { id, kind: "transit", name },
    observedAt: new Date().toISOString(),
    position: { longitude: 140.1132, latitude: 35.6131 },
    values: { occupancy: 0.5 },
  };
}
