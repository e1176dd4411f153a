import type { Page } from "playwright";
import { chooseEntity, findAndChoose, skipTour, startTool } from "./drive-page.ts";
import { panelsOf } from "./panels.ts";

/** Something that can be on the page, and how it gets there from the one before. */
export interface PageState {
  readonly name: string;
  enter(): Promise<void>;
}

/** Each panel with nothing chosen, then the inspector with whatever it can tell of, and what comes and goes. */
export async function everyState(page: Page): Promise<PageState[]> {
  const press = (key: string) => page.locator("body").press(key);
  await nothing(page);
  const panels = (await panelsOf(page)).map(({ name, open }) => ({ name, enter: open }));
  return [
    { name: "nothing chosen", enter: () => nothing(page) },
    ...panels,
    { name: "an entity chosen", enter: () => chooseEntity(page) },
    { name: "a place chosen", enter: () => findAndChoose(page, "station", "place") },
    { name: "a building chosen", enter: () => findAndChoose(page, "office", "building") },
    { name: "a region chosen", enter: () => chooseArea(page, ".area-rows.regions") },
    { name: "a district chosen", enter: () => chooseArea(page, ".area-rows:not(.regions)") },
    { name: "a tool at work", enter: () => startTool(page) },
    { name: "the tool put away", enter: () => press("Escape") },
    { name: "the keys", enter: () => press("?") },
    { name: "the tour", enter: () => page.locator(".help-ways .button").first().click() },
    { name: "the tour skipped", enter: () => skipTour(page) },
    { name: "the picture alone", enter: () => press("p") },
    { name: "all of it again", enter: () => press("p") },
    { name: "without the keys", enter: () => nothing(page) },
  ];
}

/** As it is when nobody has done anything yet. */
async function nothing(page: Page): Promise<void> {
  await skipTour(page);
  if ((await page.locator("#panel-keys").count()) > 0) await page.locator("body").press("?");
  await page.locator("body").press("Escape");
}

async function chooseArea(page: Page, list: string): Promise<void> {
  await page.locator("body").press("g");
  await page.locator(`${list} .row-button`).first().click();
  await page.locator("#panel-inspector h3").first().waitFor();
}
