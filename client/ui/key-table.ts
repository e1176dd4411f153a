import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { PlainWord } from "./words/word-key.ts";

export const KEY_GROUPS = ["page", "time", "panels", "camera", "map", "tools"] as const;

export type KeyGroup = (typeof KEY_GROUPS)[number];

/** One line of the keyboard: which keys, what they do, and its words in the help. */
export interface KeyBinding {
  /** As `KeyboardEvent.key` names them, letters in lower case, named keys with "Shift+" before them. Each of them does it. */
  readonly keys: readonly string[];
  readonly group: KeyGroup;
  readonly word: PlainWord;
  /**
   * Does it; `false` says that there was nothing to do, and the next line with that key is asked.
   * Absent where the map listens by itself, and the line only tells of it.
   */
  readonly act?: (key: string) => unknown;
  /** Whether it goes on while the key is held down. */
  readonly repeats?: boolean;
  /** How the help writes the keys, where it is not each by itself: 1 … 9. */
  readonly shown?: readonly string[];
}

/** Keys that many lines may have: each takes them while it has something to leave, or to set. */
const SHARED_KEYS: ReadonlySet<string> = new Set(["Escape", " "]);

/** Every key of a page. The listener and the help read the same lines, so that the help is never wrong. */
export class KeyTable {
  readonly #lines: Signal<readonly KeyBinding[]> = signal<readonly KeyBinding[]>([]);

  /** In the order they were added. */
  get lines(): ReadonlySignal<readonly KeyBinding[]> {
    return this.#lines;
  }

  /** Adds lines; a key that is taken already is a bug. Of lines with a shared key the last added is asked first. */
  add(lines: readonly KeyBinding[]): void {
    const taken = new Set(this.#lines.peek().flatMap(({ keys }) => keys));
    for (const key of lines.flatMap(({ keys }) => keys)) {
      if (SHARED_KEYS.has(key)) continue;
      if (taken.has(key)) throw new Error(`The key ${key} is taken already.`);
      taken.add(key);
    }
    this.#lines.value = [...this.#lines.peek(), ...lines];
  }

  /** Whether the key did something. Lines that are off do nothing. */
  press(key: string, isOff: (line: KeyBinding) => boolean = () => false): boolean {
    const name = key.length === 1 ? key.toLowerCase() : key;
    return this.#lines
      .peek()
      .filter(({ keys }) => keys.includes(name))
      .reverse()
      .some((line) => line.act !== undefined && !isOff(line) && line.act(name) !== false);
  }

  /** Takes the page's keys, wherever the focus is except in a field. */
  listen(isOff?: (line: KeyBinding) => boolean): void {
    window.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.isComposing || isTyping(event.target)) return;
      // A button takes the space for itself.
      if (event.key === " " && isPressable(event.target)) return;
      // Held down, most keys would switch to and fro, or begin their flight anew and never arrive.
      const isSilent = (line: KeyBinding) =>
        (event.repeat && line.repeats !== true) || isOff?.(line) === true;
      if (this.press(nameOf(event), isSilent)) event.preventDefault();
    });
  }
}

/** Of what is not written, whether Shift was held is part of its name. */
function nameOf({ key, shiftKey }: KeyboardEvent): string {
  return shiftKey && key.length > 1 ? `Shift+${key}` : key;
}

function isPressable(target: EventTarget | null): boolean {
  const pressable = "button, a[href], summary, [role=button], [role=menuitem], [role=option]";
  return target instanceof HTMLElement && target.closest(pressable) !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select") !== null;
}
