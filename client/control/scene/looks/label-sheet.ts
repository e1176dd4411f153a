import type { PlacedLabel } from "./place-labels.ts";

/** What is written: a name, what is said of it in small, and what it is the name of. */
export interface LabelText {
  readonly text: string;
  readonly note?: string;
  /** Class of its look. */
  readonly look: string;
}

/** Milliseconds after which a label that fades is gone; a little more than the style takes. */
const FADE = 220;
const MOST_MEASURED = 4_000;

/**
 * The labels as elements over the map: crisp at every scale of the screen, in the page's own fonts. Hidden
 * from screen readers, as the panels tell the same.
 */
export class LabelSheet {
  readonly #sheet = document.createElement("div");
  readonly #labels = new Map<string, { element: HTMLElement; key: string; at: string }>();
  readonly #sizes = new Map<string, { width: number; height: number }>();
  readonly #forget = () => {
    this.#sizes.clear();
    this.#rem = undefined;
  };
  #rem: number | undefined;

  constructor(container: HTMLElement) {
    this.#sheet.className = "map-labels";
    this.#sheet.ariaHidden = "true";
    container.append(this.#sheet);
    // Once a font has come, or the text's size has changed, a name takes another room.
    document.fonts.addEventListener("loadingdone", this.#forget);
    window.addEventListener("resize", this.#forget);
  }

  /** Whether the ground is bright, so that dark letters are read on it. */
  set bright(bright: boolean) {
    this.#sheet.classList.toggle("bright", bright);
  }

  /** CSS pixels of the page's `rem`. */
  get rem(): number {
    this.#rem ??= Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    return this.#rem;
  }

  /** CSS pixels that a label takes. */
  sizeOf(label: LabelText): { readonly width: number; readonly height: number } {
    const key = keyOf(label);
    let size = this.#sizes.get(key);
    if (size === undefined) {
      if (this.#sizes.size > MOST_MEASURED) this.#sizes.clear();
      const element = made(label);
      element.classList.add("measured");
      this.#sheet.append(element);
      size = { width: Math.ceil(element.offsetWidth), height: Math.ceil(element.offsetHeight) };
      element.remove();
      this.#sizes.set(key, size);
    }
    return size;
  }

  /** Shows these labels, and no other any more. */
  show(placed: ReadonlyMap<string, PlacedLabel>, textOf: (id: string) => LabelText): void {
    for (const [id, { element }] of this.#labels) if (!placed.has(id)) this.#drop(id, element);
    for (const [id, { left, top }] of placed) {
      const text = textOf(id);
      const key = keyOf(text);
      let label = this.#labels.get(id);
      if (label !== undefined && label.key !== key) {
        this.#labels.delete(id);
        label.element.remove();
        label = undefined;
      }
      if (label === undefined) {
        label = { element: made(text), key, at: "" };
        label.element.dataset.id = id;
        this.#labels.set(id, label);
        this.#sheet.append(label.element);
      }
      const at = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
      if (at === label.at) continue;
      label.at = at;
      label.element.style.transform = at;
    }
  }

  clear(): void {
    this.show(new Map(), () => ({ text: "", look: "" }));
  }

  destroy(): void {
    document.fonts.removeEventListener("loadingdone", this.#forget);
    window.removeEventListener("resize", this.#forget);
    this.#sheet.remove();
  }

  #drop(id: string, element: HTMLElement): void {
    this.#labels.delete(id);
    element.classList.add("fading");
    setTimeout(() => element.remove(), FADE);
  }
}

function keyOf({ text, note, look }: LabelText): string {
  return `${look}\n${text}\n${note ?? ""}`;
}

function made({ text, note, look }: LabelText): HTMLElement {
  const element = document.createElement("span");
  element.className = `map-label ${look}`;
  element.append(text);
  if (note !== undefined) {
    const small = document.createElement("small");
    small.append(note);
    element.append(small);
  }
  return element;
}
