import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, type WatchedPage } from "../support/browser.ts";
import { namesOf, openBusyPage, type Screen, startBusyServer } from "../support/busy-page.ts";
import { layoutFaults } from "../support/check-layout.ts";
import { everyState } from "../support/page-states.ts";
import { panelsOf, wear } from "../support/panels.ts";
import type { StartedServer } from "../support/start-server.ts";

/** Nothing overlaps and nothing is clipped, whatever is open: by geometry, at the sizes that matter. */

const SCREENS: readonly Screen[] = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 390, height: 844, touch: true },
];
const LANGUAGES = ["en", "ja"] as const;
const THEMES = ["night", "grey"] as const;

let browser: Browser;
let server: StartedServer;
/** What is known of whom the server knows. */
let names: readonly string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startBusyServer();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.each(SCREENS)("at $width x $height", (screen) => {
  let watched: WatchedPage;

  beforeAll(async () => {
    watched = await openBusyPage(browser, server, screen);
  });
  afterAll(() => watched?.close());

  // A theme moves nothing: both are looked at where there is least room, and one by turns where there is more.
  const isTight = screen.width <= 1280;

  it.each(LANGUAGES)("every panel has its place, in %s", async (language) => {
    const { page } = watched;
    const found = new Map<string, string[]>();
    const turn = (SCREENS.indexOf(screen) + LANGUAGES.indexOf(language)) % THEMES.length;
    for (const theme of isTight ? THEMES : THEMES.slice(turn, turn + 1)) {
      await wear(page, language, theme);
      for (const state of await everyState(page)) {
        await state.enter();
        for (const fault of await faultsNow(page, screen))
          found.set(fault, [...(found.get(fault) ?? []), `${theme}, ${state.name}`]);
      }
    }
    const told = [...found].map(
      ([fault, [first, ...more]]) => `${fault} (${first} +${more.length})`,
    );
    expect(told).toEqual([]);
  });

  it("has found the panels there are", async () => {
    expect((await panelsOf(watched.page)).length).toBeGreaterThanOrEqual(9);
  });
});

async function faultsNow(page: Page, { touch = false }: Screen): Promise<string[]> {
  const found = await layoutFaults(page, { touch, names });
  if (!found.some((fault) => fault.startsWith("untranslated"))) return found;
  // Somebody may have come since.
  names = await namesOf(server);
  return layoutFaults(page, { touch, names });
}
