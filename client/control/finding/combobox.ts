/** A field with a list under it, after the combobox pattern of ARIA 1.2. */
export interface Combobox {
  readonly open: boolean;
  /** Place of the option that Enter would choose; -1 for none. */
  readonly active: number;
}

export const CLOSED: Combobox = { open: false, active: -1 };

/** What a key does: to the list, or beyond it. */
export interface Pressed {
  readonly next: Combobox;
  /** `pass`: the key is the field's own. */
  readonly does: "stay" | "choose" | "clear" | "pass";
}

/** What a key does in a list of so many options. */
export function press(now: Combobox, key: string, count: number): Pressed {
  const at = (active: number): Pressed => ({ next: { open: true, active }, does: "stay" });
  switch (key) {
    case "ArrowDown":
      return at(count === 0 ? -1 : now.open ? (now.active + 1) % count : 0);
    case "ArrowUp":
      return at(now.open && now.active > 0 ? now.active - 1 : count - 1);
    case "Home":
    case "End":
      // Without an option to go on from, they move within the text.
      if (!now.open || now.active === -1) return { next: now, does: "pass" };
      return at(key === "Home" ? 0 : count - 1);
    case "Enter":
      return now.open ? { next: now, does: "choose" } : at(-1);
    case "Escape":
      return { next: CLOSED, does: now.open ? "stay" : "clear" };
    case "Tab":
      return { next: CLOSED, does: "pass" };
    default:
      return { next: now, does: "pass" };
  }
}
