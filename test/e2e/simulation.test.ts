import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Simulation } from "../../shared/simulation.ts";
import { launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { seriousFaults } from "../support/serious-faults.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { writeWorldFolder } from "../support/world-folder.ts";

const SLOW = { timeout: 60_000 };
const DESK = { viewport: { width: 1280, height: 900 } };

let folder: string;
let server: StartedServer;
let browser: Browser;
let opened: WatchedPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-simulation-"));
  await writeWorldFolder(folder);
  server = await startServer({
    simulator: true,
    args: ["--city", folder, "--simulator-scale", "0.05", "--simulator-speed", "4"],
  });
  browser = await launchBrowser({ webgl: false });
  opened = await openPage(browser, `${server.url}/control?lang=en`, DESK);
  // Folded at first, as what is looked at now and then.
  await opened.page.locator("#panel-simulation-title[aria-expanded=false]").click(SLOW);
});

afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("the simulation panel", () => {
  it("says how the invented life runs, and that it is invented", async () => {
    await panel().getByText("Running").waitFor(SLOW);
    const text = await panel().textContent();
    expect(text).toContain("Simulated");
    expect(text).toContain("Nothing of this exists");
    expect(text).toMatch(/°C · /);
    expect(text).toMatch(/\d+ vehicles/);
    expect(text).toMatch(/×4/);
  });

  it("lets the clock say simulated and not live, with the simulation's own time and speed", async () => {
    const clock = opened.page.locator(".clock-provenances");
    await clock.getByText("Simulated").waitFor(SLOW);
    expect(await clock.textContent()).toMatch(/Simulated\s*\d\d:\d\d:\d\d\s*×4/);
    expect(await clock.getByText("Live").count()).toBe(0);
  });

  it("switches what goes wrong off and on, on the server too", async () => {
    // The last of them: the first may be over before it is switched.
    const planned = panel().locator(".incident.planned, .incident.active").last();
    await planned.waitFor(SLOW);
    const title = (await planned.locator(".incident-title").textContent()) ?? "";
    const enabled = (await asked()).incidents.filter((each) => each.enabled).length;
    await planned.getByRole("switch").click(SLOW);
    await panel().locator(".incident.off").filter({ hasText: title }).first().waitFor(SLOW);
    expect((await asked()).incidents.filter((each) => each.enabled).length).toBe(enabled - 1);
    const off = panel().locator(".incident.off").filter({ hasText: title }).first();
    await off.getByRole("switch").click(SLOW);
    await panel().locator(".incident.planned, .incident.active").first().waitFor(SLOW);
    await expect
      .poll(async () => (await asked()).incidents.filter((each) => each.enabled).length, SLOW)
      .toBe(enabled);
  });

  it("lets nobody switch what is over, and tells when it was", async () => {
    await panel().getByRole("button", { name: "Earlier" }).click(SLOW);
    const past = panel().locator(".fold + div .incident");
    await past.first().waitFor(SLOW);
    expect(await past.first().textContent()).toMatch(/(Over|Switched off) · \d\d:\d\d–\d\d:\d\d/);
    expect(await past.getByRole("switch").count()).toBe(0);
  });

  it("passes axe", async () => {
    expect(await seriousFaults(opened.page)).toEqual([]);
  });

  it("tells the same in Japanese", async () => {
    await opened.page.locator("body").press(";");
    await panel().getByText("実行中").waitFor(SLOW);
    const text = await panel().textContent();
    expect(text).toContain("すべて架空のものです");
    expect(text).not.toMatch(/vehicles|Weather|Planned/);
  });

  it("never complained", () => {
    // The browser draws no map here, and says so in its own way.
    expect(opened.errors.filter((text) => !/WebGL|CONTEXT/i.test(text))).toEqual([]);
  });
});

function panel(): Locator {
  return opened.page.locator("#panel-simulation");
}

async function asked(): Promise<Simulation> {
  return (await (await fetch(`${server.url}/api/simulation`)).json()) as Simulation;
}
