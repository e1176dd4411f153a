import type { Page } from "playwright";
import { expect } from "vitest";

/** What tests do with a page whose time stands still (`?still=1`). */

/** Posts observations to a server; all must be accepted. */
export async function sendObservations(
  url: string,
  observations: readonly unknown[],
): Promise<void> {
  const answer = await fetch(`${url}/api/observations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(observations),
  });
  expect(await answer.json()).toEqual({ accepted: observations.length, refused: [] });
}

/** Draws until at least so many entities are in the picture. */
export async function drawUntil(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (least) => {
      window.machinami?.renderOnce();
      return (window.machinami?.stats().drawn ?? 0) >= least;
    },
    count,
    { timeout: 60_000, polling: 200 },
  );
}

/** Draws a frame so many milliseconds later. */
export async function drawLater(page: Page, later: number): Promise<void> {
  await page.evaluate((milliseconds) => {
    if (window.machinami === undefined) throw new Error("the page has no test hooks");
    window.machinami.clock += milliseconds;
    window.machinami.renderOnce();
  }, later);
}

/** From the map's upper left corner, CSS pixels. */
export async function onScreen(page: Page, id: string): Promise<{ x: number; y: number }> {
  const at = await page.evaluate((which) => window.machinami?.screenPositionOf(which), id);
  if (at === undefined) throw new Error(`${id} is not on the screen`);
  return { x: at.x, y: at.y };
}
