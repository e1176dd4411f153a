import {
  controls,
  isSeen,
  isStuck,
  liesOver,
  nameOf,
  overlap,
  parentOf,
  shownOf,
  styleOf,
} from "./seen.ts";

/* Runs in a page: what is wrong with the places of what can be pressed, and with the page's own size. */

/** Pixels that a finger needs. */
const FINGER = 44;

export function pageFaults(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = [...document.querySelectorAll("body *")].filter(scrollsSideways);
  return [
    ...(scrollWidth > clientWidth
      ? [`page scrolls sideways: ${scrollWidth} in ${clientWidth}`]
      : []),
    ...wide.map((at) => `scrolls sideways: ${nameOf(at)} ${at.scrollWidth} in ${at.clientWidth}`),
  ];
}

/** Commands, wide tables and a phone's tabs may, where they can be reached by key. */
function scrollsSideways(element: Element): boolean {
  const { overflowX } = styleOf(element);
  if (overflowX !== "auto" && overflowX !== "scroll") return false;
  if (element.scrollWidth <= element.clientWidth + 1 || !isSeen(element)) return false;
  return (
    element.closest("code, pre, textarea, input, nav") === null &&
    !element.matches("[tabindex='0']")
  );
}

export function controlFaults(touch: boolean): string[] {
  const all = controls();
  return [
    ...all.flatMap(outside),
    ...all.flatMap(covered),
    ...onOneAnother(all),
    ...(touch ? tooSmall(all) : []),
  ];
}

/** Out of the window, where no scrolling brings it back. */
function outside(control: HTMLElement): string[] {
  for (let at: Element | null = control; at !== null; at = parentOf(at)) {
    const { overflowX, overflowY } = styleOf(at);
    if (/auto|scroll/.test(overflowX + overflowY) && at !== control) return [];
  }
  const { left, top, right, bottom } = control.getBoundingClientRect();
  const isIn = left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
  // What jumps over the strip waits above the window until the keyboard comes to it.
  return isIn || control.matches(".skip-link") ? [] : [`outside the window: ${nameOf(control)}`];
}

/** Something else would be pressed in the middle of what is seen of it. */
function covered(control: HTMLElement): string[] {
  const part = shownOf(control);
  if (part === undefined) return [];
  const hit = document.elementFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2);
  if (hit === null || control.contains(hit) || hit.contains(control)) return [];
  if (hit.closest("label")?.control === control || liesOver(hit)) return [];
  if (isStuck(hit)) return [];
  return [`covered: ${nameOf(control)} by ${nameOf(hit)}`];
}

function onOneAnother(all: readonly HTMLElement[]): string[] {
  const placed = all
    .filter((control) => !liesOver(control) && !isStuck(control))
    .flatMap((control) => {
      const part = shownOf(control);
      return part === undefined ? [] : [{ control, part }];
    });
  const found: string[] = [];
  for (const [index, a] of placed.entries())
    for (const b of placed.slice(index + 1)) {
      if (a.control.contains(b.control) || b.control.contains(a.control)) continue;
      if (overlap(a.part, b.part) > 2)
        found.push(`on one another: ${nameOf(a.control)} and ${nameOf(b.control)}`);
    }
  return found;
}

/** Of each kind and size the first: where there is one, there is a list of them. */
function tooSmall(all: readonly HTMLElement[]): string[] {
  const found = new Map<string, string>();
  for (const control of all) {
    const size = smallSize(control);
    const kind = `${control.tagName}.${control.className} ${size}`;
    if (size !== undefined && !found.has(kind))
      found.set(kind, `too small for a finger: ${size}: ${nameOf(control)}`);
  }
  return [...found.values()];
}

function smallSize(control: HTMLElement): string | undefined {
  // A link in a sentence is as high as its line.
  if (control.matches("a") && styleOf(control).display === "inline") return undefined;
  if (control.matches(".skip-link")) return undefined;
  const box = (control.closest("label") ?? control).getBoundingClientRect();
  const [wider, higher] = around(control);
  const [width, height] = [Math.max(box.width, wider), Math.max(box.height, higher)];
  if (width >= FINGER - 0.5 && height >= FINGER - 0.5) return undefined;
  return `${Math.round(width)} x ${Math.round(height)}`;
}

/** Some controls are larger to a finger than to the eye: what is unseen and belongs to them lies around them. */
function around(control: HTMLElement): [width: number, height: number] {
  const { content, position, width, height } = getComputedStyle(control, "::before");
  if (content === "none" || position !== "absolute") return [0, 0];
  return [Number.parseFloat(width), Number.parseFloat(height)];
}
