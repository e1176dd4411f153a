import { focusPanel } from "../ui/focus-panel.ts";
import { LANGUAGES, language, setLanguage } from "../ui/words/language.ts";
import type { Room } from "./room.ts";

/**
 * The page's keys, wherever the focus is except in a field. The map has its own (arrows, W A S D,
 * + - Q E R F N Home), and none is used twice.
 */
export function listenToKeys(room: Room, map: HTMLElement): void {
  const { docks, selection, keysShown, theme } = room;
  const actions: Readonly<Record<string, () => void>> = {
    "[": () => docks.setOpen("left", !docks.isOpen("left")),
    "]": () => docks.setOpen("right", !docks.isOpen("right")),
    "?": () => toggleKeys(room),
    k: () => focusPanel(docks, "left", "kinds"),
    i: () => focusPanel(docks, "right", "inspector"),
    m: () => focusMap(map),
    l: () => setLanguage(LANGUAGES.find((each) => each !== language.value) ?? "en"),
    t: () => {
      theme.value = theme.value === "night" ? "grey" : "night";
    },
    Escape: () => {
      if (keysShown.value) toggleKeys(room);
      else selection.select(undefined);
    },
  };
  const goToView = (number: number) => {
    const scene = room.scene.value;
    const viewpoint = scene?.viewpoints[number - 1];
    if (viewpoint !== undefined) scene?.goTo(viewpoint.id);
  };
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.isComposing || isTyping(event.target)) return;
    // Held down, a key would switch to and fro, or begin its flight anew and never arrive.
    if (event.repeat) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = /^[1-9]$/.test(key)
      ? () => goToView(Number(key))
      : Object.hasOwn(actions, key) && actions[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** Opens or closes the panel that tells of the keys. */
export function toggleKeys({ docks, keysShown }: Room): void {
  keysShown.value = !keysShown.value;
  if (keysShown.value) focusPanel(docks, "right", "keys");
  else if (docks.sheet.value === "keys") docks.sheet.value = undefined;
}

/** Puts the focus on the map, so that its own keys work. */
export function focusMap(map: HTMLElement): void {
  const target = map.querySelector<HTMLElement>("[tabindex]") ?? map;
  target.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select") !== null;
}
