import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SERIOUS: readonly unknown[] = ["serious", "critical"];

interface AxeFault {
  readonly impact: unknown;
  readonly text: string;
}

/** What axe finds on a page that keeps some people from using it: rule and element. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const found = await faults(page);
  return found.filter(({ impact }) => SERIOUS.includes(impact)).map(({ text }) => text);
}

/** All that axe finds, of whatever weight; by one of its rules alone where that is named. */
export async function axeFaults(page: Page, rule?: string): Promise<string[]> {
  return (await faults(page, rule)).map(({ text }) => text);
}

async function faults(page: Page, rule?: string): Promise<AxeFault[]> {
  if (await page.evaluate(() => !("axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, {
      resultTypes: ["violations"],
      ...(only !== undefined && { runOnly: { type: "rule", values: [only] } }),
    });
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html }) => ({ impact, text: `${id}: ${html.slice(0, 160)}` })),
    );
  }, rule);
}
