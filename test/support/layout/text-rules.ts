import {
  boxOf,
  innerBox,
  isSeen,
  isStuck,
  liesOver,
  nameOf,
  overlap,
  parentOf,
  shownPart,
  styleOf,
} from "./seen.ts";

/* Runs in a page: what is wrong with its texts. */

/** Pixels by which sizes are rounded. */
const ROUNDING = 1.5;
const SMALLEST = 12;

interface Text {
  readonly element: Element;
  readonly node: globalThis.Text;
  /** Where its lines stand. */
  readonly boxes: readonly DOMRect[];
}

/** Every piece of text that is drawn. */
export function texts(): Text[] {
  const found: Text[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element === null || node.textContent?.trim() === "") continue;
    if (/^(script|style|noscript|option|optgroup|title)$/i.test(element.tagName)) continue;
    if (!isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
    if (boxes.length > 0) found.push({ element, node: node as globalThis.Text, boxes });
  }
  return found;
}

export function textFaults(all: readonly Text[]): string[] {
  return [...all.flatMap(oneFault), ...crowded(all)];
}

function oneFault(text: Text): string[] {
  const size = Number.parseFloat(styleOf(text.element).fontSize);
  const cut = text.boxes.map((box) => cutOff(text.element, box, size)).find(Boolean);
  return [
    ...(size < SMALLEST ? [`small text: ${size} px: ${nameOf(text.element)}`] : []),
    ...(cut === undefined ? [] : [`clipped text: ${nameOf(text.element)} ${cut}`]),
  ];
}

/** What takes away a part of a line of text for good: not what can be scrolled, nor "…" with a title. */
function cutOff(element: Element, box: DOMRect, size: number): string | undefined {
  const slack = Math.max(2, size * 0.3);
  const free = { x: false, y: false };
  // It waits above the window until the keyboard comes to it.
  if (element.closest(".skip-link") !== null) return undefined;
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    const { display, overflowX, overflowY, textOverflow, webkitLineClamp } = styleOf(at);
    if (display === "inline") continue;
    const inner = innerBox(at);
    const spills = box.right > inner.right + ROUNDING || box.left < inner.left - ROUNDING;
    if (spills && at.matches("button, [role=button], [role=tab]")) return "spills from its button";
    if (!free.x && overflowX !== "visible") {
      if (isScrolled(overflowX)) free.x = true;
      else if (spills) {
        const isTold = textOverflow === "ellipsis" && element.closest("[title]") !== null;
        return isTold ? undefined : `by ${nameOf(at).split(" ")[0]}, sideways`;
      }
    }
    if (!free.y && overflowY !== "visible") {
      if (isScrolled(overflowY)) free.y = true;
      else if (box.bottom > inner.bottom + slack || box.top < inner.top - slack) {
        const isTold = webkitLineClamp !== "none" && element.closest("[title]") !== null;
        return isTold ? undefined : `by ${nameOf(at).split(" ")[0]}, in height`;
      }
    }
  }
  if (!free.x && (box.right > innerWidth + ROUNDING || box.left < -ROUNDING))
    return "by the window";
  if (!free.y && (box.bottom > innerHeight + slack || box.top < -slack)) return "by the window";
  return undefined;
}

function isScrolled(overflow: string): boolean {
  return overflow === "auto" || overflow === "scroll";
}

/** Texts that lie on one another. */
function crowded(all: readonly Text[]): string[] {
  const placed = all
    .filter(({ element }) => !isStuck(element) && !liesOver(element))
    .flatMap(({ element, boxes }) =>
      boxes.flatMap((box) => {
        const part = shownPart(element, boxOf(box));
        return part === undefined ? [] : [{ element, part }];
      }),
    );
  const found = new Set<string>();
  for (const [index, a] of placed.entries())
    for (const b of placed.slice(index + 1)) {
      if (a.element === b.element || overlap(a.part, b.part) <= 4) continue;
      found.add(`text on text: ${nameOf(a.element)} and ${nameOf(b.element)}`);
    }
  return [...found];
}

/**
 * Words of the other language. In Japanese: a text without a Japanese letter that has an English word;
 * in English: Japanese letters. Identifiers and commands are marked by `lang`, `code` or `translate`; `names`
 * are those that the data brings.
 */
export function foreignWords(all: readonly Text[], names: readonly string[]): string[] {
  const spoken: [element: Element, text: string][] = all.map(({ element, node }) => [
    element,
    node.textContent ?? "",
  ]);
  for (const name of ["title", "aria-label", "placeholder", "alt", "aria-description"])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (isSeen(element)) spoken.push([element, element.getAttribute(name) ?? ""]);
  const found = spoken.filter(([element, text]) => {
    const language = languageOf(element);
    // Most texts are right as they are: the names are only taken out of the others.
    if (isMarked(element) || !isForeign(text, language)) return false;
    return isForeign(without(text, names), language);
  });
  return [...new Set(found.map(([at, text]) => `untranslated: "${text.trim()}": ${nameOf(at)}`))];
}

function without(text: string, names: readonly string[]): string {
  return names.reduce((rest, name) => rest.replaceAll(name, ""), text);
}

function languageOf(element: Element): string {
  return element.closest("[lang]")?.getAttribute("lang") ?? "";
}

function isMarked(element: Element): boolean {
  return element.closest("code, kbd, pre, .code, [translate=no], .attribution") !== null;
}

function isForeign(text: string, language: string): boolean {
  const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);
  if (language === "en") return isJapanese;
  if (language !== "ja" || isJapanese) return false;
  return /\p{Ll}{4,}/u.test(text.replace(/Machinami|\S*[:/_.]\S*/g, ""));
}
