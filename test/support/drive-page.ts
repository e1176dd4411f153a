import type { Page } from "playwright";
import { areasEnglish } from "../../client/ui/words/areas-english.ts";
import { areasJapanese } from "../../client/ui/words/areas-japanese.ts";
import { findingEnglish } from "../../client/ui/words/finding-english.ts";
import { findingJapanese } from "../../client/ui/words/finding-japanese.ts";
import { panelsOf } from "./panels.ts";

/** Something that a person does in the control room; throws where it cannot be done. */
export interface PageAction {
  readonly name: string;
  act(page: Page): Promise<void>;
}

const SOON = { timeout: 20_000 };
/** What the groups of the search are called, in both languages. */
const FOUND = {
  entity: englishAndJapanese("finding.entity"),
  place: englishAndJapanese("finding.place"),
  building: englishAndJapanese("finding.building"),
};

const SEARCH = englishAndJapanese("finding.title");

/** A day's work in the control room, by keys where there are any. Every action leaves the page as it was. */
export const EVERYDAY: readonly PageAction[] = [
  { name: "search", act: search },
  { name: "follow", act: (page) => onEntity(page, "v") },
  { name: "cockpit", act: (page) => onEntity(page, "c") },
  { name: "draw and delete a region", act: drawRegion },
  { name: "measure", act: measure },
  { name: "save a picture", act: savePicture },
  { name: "theme", act: (page) => pressTwice(page, "t") },
  { name: "language", act: (page) => pressTwice(page, ";") },
  { name: "building colours", act: (page) => pressTwice(page, "b") },
  { name: "labels", act: (page) => pressTwice(page, "j") },
  { name: "presentation", act: (page) => pressTwice(page, "p") },
  { name: "help", act: (page) => pressTwice(page, "?") },
  { name: "fold the docks", act: foldDocks },
  { name: "views", act: (page) => pressEach(page, ["2", "3", "h", "y", "0", "Home"]) },
  { name: "every panel", act: everyPanel },
];

/** Ends what greets a first visit. */
export async function skipTour(page: Page): Promise<void> {
  const skip = page.locator(".tour-buttons .plain");
  if ((await skip.count()) > 0) await skip.click(SOON);
}

async function search(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await findAndChoose(page, "station", "place");
}

/** Chooses by the search field, by key, the first found of a type. */
export async function findAndChoose(
  page: Page,
  text: string,
  type: keyof typeof FOUND,
): Promise<void> {
  const tab = page.locator(".tabs button", { hasText: SEARCH });
  // A phone has no keys.
  if ((await tab.count()) === 0) await page.locator("body").press("/");
  else if ((await tab.getAttribute("aria-expanded")) !== "true") await tab.click(SOON);
  const field = page.locator("#search-field");
  await field.fill(text);
  const group = page.locator(".found-group", {
    has: page.locator(".found-title", { hasText: FOUND[type] }),
  });
  await group.locator("[role=option]").first().waitFor(SOON);
  for (let down = 0; down < 60; down++) {
    await field.press("ArrowDown");
    if ((await group.locator("[aria-selected=true]").count()) > 0) break;
  }
  await field.press("Enter");
  await page.locator("#panel-inspector h3").first().waitFor(SOON);
  // On a phone what was chosen takes the field's place.
  if ((await field.count()) > 0) await field.fill("");
  // Keys mean what they mean on the page only outside a field.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

/** Chooses the first entity of the lists and has the camera go with it for a while. */
async function onEntity(page: Page, key: string): Promise<void> {
  await chooseEntity(page);
  await page.locator("body").press(key);
  await page.waitForTimeout(1_500);
  await page.locator("body").press(key);
  await page.locator("body").press("Escape");
}

/** The first in the lists of kinds. */
export async function chooseEntity(page: Page): Promise<void> {
  await page.locator("body").press("k");
  await page.locator("#panel-kinds .fold[aria-expanded]").first().waitFor(SOON);
  const row = page.locator("#panel-kinds .row-button").first();
  if ((await row.count()) === 0) await page.locator("#panel-kinds .fold").first().click(SOON);
  await row.click(SOON);
  await page.locator("#panel-inspector h3").first().waitFor(SOON);
}

async function drawRegion(page: Page): Promise<void> {
  await page.locator("body").press("z");
  await clickAround(page, 3);
  await page.keyboard.press("Enter");
  const form = page.locator(".region-form");
  await form.locator("input[type=text]").first().fill("Drawn and deleted");
  await form.locator("[type=submit]").click(SOON);
  await form.waitFor({ ...SOON, state: "detached" });
  await page.locator(".regions .row-button", { hasText: "Drawn and deleted" }).first().click(SOON);
  const remove = new RegExp(`${areasEnglish["areas.delete"]}|${areasJapanese["areas.delete"]}`);
  await page.locator("#panel-inspector .entity-actions .button", { hasText: remove }).click(SOON);
  await page
    .locator(".regions .row-button", { hasText: "Drawn and deleted" })
    .waitFor({ ...SOON, state: "detached" });
  await page.locator("body").press("Escape");
}

/** Measuring a distance. */
export async function startTool(page: Page): Promise<void> {
  await page.locator("body").press("u");
  await page.locator("#panel-tools .tool-choice .button").first().click(SOON);
}

async function measure(page: Page): Promise<void> {
  await startTool(page);
  await clickAround(page, 2);
  await page.keyboard.press("Enter");
  await page.locator("body").press("Escape");
}

/** On the map, on a circle about its middle. */
async function clickAround(page: Page, points: number): Promise<void> {
  const box = await page.locator(".map canvas").first().boundingBox();
  if (box === null) throw new Error("there is no map");
  for (let point = 0; point < points; point++) {
    const angle = 1 + (point * 2 * Math.PI) / 3;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.click(x + 70 * Math.cos(angle), y + 70 * Math.sin(angle));
    // Two clicks in a moment are one double click.
    await page.waitForTimeout(700);
  }
}

async function savePicture(page: Page): Promise<void> {
  await page.locator("body").press("u");
  const button = page.locator("#panel-tools .tools-choices .button").first();
  const [download] = await Promise.all([page.waitForEvent("download", SOON), button.click(SOON)]);
  await download.delete();
}

async function foldDocks(page: Page): Promise<void> {
  await pressTwice(page, "[");
  await pressTwice(page, "]");
}

async function everyPanel(page: Page): Promise<void> {
  for (const panel of await panelsOf(page)) await panel.open();
}

async function pressTwice(page: Page, key: string): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await page.locator("body").press(key);
    await page.waitForTimeout(300);
  }
}

async function pressEach(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.locator("body").press(key);
    await page.waitForTimeout(700);
  }
}

function englishAndJapanese(key: keyof typeof findingEnglish): RegExp {
  return new RegExp(`^\\s*(${findingEnglish[key]}|${findingJapanese[key]})`);
}
