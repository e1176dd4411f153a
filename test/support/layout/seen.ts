/* Runs in a page: what of an element is to be seen, and where. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What can be pressed, chosen or typed into. */
const CONTROLS =
  "button, a[href], input:not([type=hidden]), select, textarea, summary, " +
  "[role=button], [role=tab], [role=option], [role=switch], [role=checkbox], [role=radio], " +
  "[role=menuitem], [role=menuitemradio], [role=slider], [role=combobox]";
/** What lies over the rest for a moment, on purpose. */
const OVER = "[popover], [role=menu], [role=listbox], [role=dialog], dialog";

interface Style {
  readonly clipPath: string;
  readonly display: string;
  readonly fontSize: string;
  readonly overflowX: string;
  readonly overflowY: string;
  readonly position: string;
  readonly textOverflow: string;
  readonly webkitLineClamp: string;
}

/** Of one look at a page that stands still: asked for again and again, as every text asks all it lies in. */
const styles = new Map<Element, Style>();

/** What the rules ask of an element's style. */
export function styleOf(element: Element): Style {
  const known = styles.get(element);
  if (known !== undefined) return known;
  const {
    clipPath,
    display,
    fontSize,
    overflowX,
    overflowY,
    position,
    textOverflow,
    webkitLineClamp,
  } = getComputedStyle(element);
  const style = {
    clipPath,
    display,
    fontSize,
    overflowX,
    overflowY,
    position,
    textOverflow,
    webkitLineClamp,
  };
  styles.set(element, style);
  return style;
}

/** Everything that a person could press now, the map itself apart. */
export function controls(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(CONTROLS)].filter(isSeen);
}

export function liesOver(element: Element): boolean {
  return element.closest(OVER) !== null;
}

/** Stays in sight while the rest is scrolled beneath it. */
export function isStuck(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parentElement)
    if (styleOf(at).position === "sticky") return true;
  return false;
}

/** Whether it is drawn at all, be it scrolled away; what is there for screen readers alone is not. */
export function isSeen(element: Element): boolean {
  const drawn = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  if (!drawn || element.closest("[inert]") !== null) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && !isForReaders(element);
}

/** Kept out of sight by a clip of a pixel. */
function isForReaders(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { clipPath, overflowX } = styleOf(at);
    if (clipPath.startsWith("inset(50%")) return true;
    if (overflowX === "hidden" && at.clientWidth === 1 && at.clientHeight === 1) return true;
  }
  return false;
}

export function boxOf({ left, top, right, bottom }: DOMRect): Box {
  return { left, top, right, bottom };
}

/** The part of an element that its ancestors and the window leave to be seen; undefined for none. */
export function shownOf(element: Element): Box | undefined {
  return shownPart(parentOf(element), boxOf(element.getBoundingClientRect()));
}

/** The part of a box in an element that this, its ancestors and the window leave to be seen. */
export function shownPart(inside: Element | null, box: Box): Box | undefined {
  const part = { ...box };
  const cut = (by: Box, x: boolean, y: boolean) => {
    if (x) part.left = Math.max(part.left, by.left);
    if (x) part.right = Math.min(part.right, by.right);
    if (y) part.top = Math.max(part.top, by.top);
    if (y) part.bottom = Math.min(part.bottom, by.bottom);
  };
  for (let at = inside; at !== null; at = parentOf(at)) {
    const { overflowX, overflowY, display } = styleOf(at);
    if (display === "inline") continue;
    const inner = innerBox(at);
    cut(inner, overflowX !== "visible", overflowY !== "visible");
  }
  cut({ left: 0, top: 0, right: innerWidth, bottom: innerHeight }, true, true);
  return part.right - part.left > 1 && part.bottom - part.top > 1 ? part : undefined;
}

/** What clips an element is above it, and what is fixed in the window is clipped by nothing else. */
export function parentOf(element: Element): Element | null {
  if (styleOf(element).position === "fixed") return null;
  const parent = element.parentElement;
  return parent === document.body || parent === document.documentElement ? null : parent;
}

/** Within its borders: where its content is to be seen. */
export function innerBox(element: Element): Box {
  const { left, top } = element.getBoundingClientRect();
  const [x, y] = [left + element.clientLeft, top + element.clientTop];
  return { left: x, top: y, right: x + element.clientWidth, bottom: y + element.clientHeight };
}

/** By how many pixels two boxes lie on one another, along the shorter way out. */
export function overlap(a: Box, b: Box): number {
  const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.min(x, y);
}

/** An element for a person who has to find it: `button.icon-button "Fly there" in #panel-inspector`. */
export function nameOf(element: Element): string {
  const tag = element.tagName.toLowerCase();
  const kind = element.id !== "" ? `#${element.id}` : [...element.classList].map((c) => `.${c}`);
  const said = element.getAttribute("aria-label") ?? element.textContent ?? "";
  const words = said.replace(/\s+/g, " ").trim().slice(0, 50);
  const room = element.parentElement?.closest("[id], aside, header, nav, fieldset, section");
  const where = room?.id
    ? `#${room.id}`
    : room && `${room.tagName.toLowerCase()}.${room.className}`;
  return `${tag}${[kind].flat().join("")} "${words}"${where ? ` in ${where}` : ""}`;
}
