import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { layoutFaults } from "../support/check-layout.ts";

/** What the rules of the layout find: each fault planted in a page that has none. */

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser({ webgl: false });
  page = await browser.newPage({ viewport: { width: 400, height: 300 } });
});

afterAll(() => browser?.close());

const STYLE = "body{margin:0;font:13px/1.4 sans-serif}button{height:44px;min-width:44px;border:0}";
const LONG = "a text that has more words than there is room for in such a place";
const CUT = "width:80px;white-space:nowrap;overflow:hidden";
const STACK = "position:absolute;left:20px;top:20px";

const PLANTED: readonly (readonly [fault: string, html: string])[] = [
  ["page scrolls sideways", `<div style="width:900px;height:9px"></div>`],
  ["scrolls sideways: ul", `<ul style="width:90px;overflow:auto"><li style="width:200px">a</ul>`],
  ["clipped text", `<p style="${CUT}">${LONG}</p>`],
  ["clipped text", `<p style="${CUT};text-overflow:ellipsis">${LONG}</p>`],
  ["clipped text", `<p style="width:80px;height:20px;overflow:hidden">${LONG}</p>`],
  ["clipped text", `<button style="width:60px;white-space:nowrap">${LONG}</button>`],
  ["clipped text", `<p style="position:fixed;left:350px;width:200px">${LONG}</p>`],
  ["small text", `<p style="font-size:11px">small</p>`],
  ["text on text", `<p style="${STACK}">One of them</p><p style="${STACK}">Another</p>`],
  ["on one another", `<button style="${STACK}">A</button><button style="${STACK}">A</button>`],
  ["covered", `<button>A</button><div style="position:fixed;inset:0;background:#fff"></div>`],
  ["outside the window", `<button style="position:fixed;left:390px">A</button>`],
  ["too small for a finger", `<button style="height:30px">A</button>`],
  ["untranslated", `<p lang="ja">Buildings</p>`],
  ["untranslated", `<button lang="ja" aria-label="Close panel">×</button>`],
  ["untranslated", `<p>建物</p>`],
];

/** None of these is a fault. */
const FINE: readonly (readonly [what: string, html: string])[] = [
  ["a cut that says so", `<p style="${CUT};text-overflow:ellipsis" title="${LONG}">${LONG}</p>`],
  ["a list that is scrolled", `<ul style="height:50px;overflow:auto"><li>${LONG.repeat(9)}</ul>`],
  [
    "words for screen readers",
    `<p style="position:absolute;width:1px;height:1px;overflow:hidden">${LONG}</p>`,
  ],
  ["a menu over a button", `<button>A</button><ul role="menu" style="${STACK}"><li>B</ul>`],
  [
    "marked names",
    `<p lang="ja"><span lang="en">Machinami twin</span> <code>npm start</code> 3 km/h</p>`,
  ],
  ["a button in its row", `<div style="display:flex"><button>A</button><button>B</button></div>`],
];

describe("the rules of the layout", () => {
  it.each(PLANTED)("find: %s: %s", async (fault, html) => {
    await show(html);
    const found = await layoutFaults(page, { touch: true });
    expect(found.join("\n")).toContain(fault);
  });

  it.each(FINE)("let pass: %s", async (_what, html) => {
    await show(html);
    expect(await layoutFaults(page, { touch: true })).toEqual([]);
  });

  it("know the names that data brings from words of the page", async () => {
    await show(`<ul lang="ja"><li>Harbour bus 7<li>Harbour bus</ul>`);
    const names = ["Harbour bus 7"];
    expect(await layoutFaults(page, { names })).toEqual([expect.stringContaining('Harbour bus"')]);
  });
});

async function show(html: string): Promise<void> {
  const head = `<!doctype html><html lang="en"><style>${STYLE}</style>`;
  await page.setContent(`${head}<body>${html}</body>`);
}
