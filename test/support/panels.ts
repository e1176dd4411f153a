import type { Page } from "playwright";

/** A panel that the page has now, found by what it shows, not by a list of ours. */
export interface FoundPanel {
  readonly name: string;
  /** By keyboard: the focus on its sign in the rail or among the tabs, and Enter. */
  open(): Promise<void>;
}

/** Of docks the rails' signs, of a phone the tabs. Their names are in the page's language. */
export async function panelsOf(page: Page): Promise<FoundPanel[]> {
  const signs = page.locator(".dock-rail button:not([aria-expanded]), .tabs button");
  const names = await signs.evaluateAll((all) =>
    all.map((sign) => sign.getAttribute("aria-label") ?? sign.textContent ?? ""),
  );
  return names.map((name, index) => ({
    name: name.trim(),
    async open() {
      const sign = signs.nth(index);
      if ((await sign.getAttribute("aria-expanded")) === "true") return;
      await sign.focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.querySelector(".panel-body") !== null);
      await unfoldAll(page);
    },
  }));
}

/** Opens everything that is folded within panels, the lists of single kinds too. */
async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const folded = ".panel-fold[aria-expanded=false], .panel-body .fold[aria-expanded=false]";
    // What was folded may hold more that is.
    for (let depth = 0; depth < 3; depth++) {
      const found = document.querySelectorAll<HTMLElement>(folded);
      if (found.length === 0) return;
      for (const fold of found) fold.click();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  });
}

/** Language and theme by what the page remembers them in: the settings in its strip. */
export async function wear(page: Page, language: string, theme: string): Promise<void> {
  for (const [key, attribute, wanted] of [
    [";", "lang", language],
    ["t", "data-theme", theme],
  ] as const) {
    if ((await page.locator("html").getAttribute(attribute)) !== wanted)
      await page.locator("body").press(key);
    await page.waitForFunction(
      ([name, value]) => document.documentElement.getAttribute(name) === value,
      [attribute, wanted] as const,
    );
  }
}
