import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import type { Page } from "playwright";

/** The rules, in the order in which they use one another. */
const PARTS = ["seen", "text-rules", "control-rules"];

/** The rules as one script: pages run them, where there is no module of ours. */
const RULES = PARTS.map((name) =>
  stripTypeScriptTypes(readFileSync(new URL(`./layout/${name}.ts`, import.meta.url), "utf8")),
)
  .join("\n")
  .replace(/^import [\s\S]*?;$/gm, "")
  .replace(/^export /gm, "");

export interface LayoutOptions {
  /** Whether fingers use it: targets of 44 px. */
  readonly touch?: boolean;
  /** What things are called by whoever sends them: of no language. */
  readonly names?: readonly string[];
}

/**
 * What is wrong with a page as it stands, by geometry: sideways scrolling, clipped, spilled, crowded, small
 * or untranslated text, controls that are covered, outside, on one another or too small for a finger.
 */
export function layoutFaults(page: Page, options: LayoutOptions = {}): Promise<string[]> {
  const { touch = false, names = [] } = options;
  // The longest first, as one name may be a part of another.
  const told = JSON.stringify([...names].sort((a, b) => b.length - a.length));
  return page.evaluate(`(() => {
    ${RULES}
    const all = texts();
    const foreign = foreignWords(all, ${told});
    return [...pageFaults(), ...controlFaults(${touch}), ...textFaults(all), ...foreign];
  })()`);
}
