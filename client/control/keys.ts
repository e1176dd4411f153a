import { focusPanel } from "../ui/focus-panel.ts";
import type { KeyBinding } from "../ui/key-table.ts";
import { LANGUAGES, language, setLanguage } from "../ui/words/language.ts";
import type { Room } from "./room.ts";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/**
 * The keys of the page itself. What has a folder of its own keeps its keys there, and main.tsx adds
 * them to the same table: the help lists whatever is in it.
 */
export function pageKeys(room: Room, map: HTMLElement): readonly KeyBinding[] {
  const { docks, selection, keysShown, theme } = room;
  const clear = () => {
    if (selection.current.peek() === undefined) return false;
    selection.select(undefined);
    return true;
  };
  const close = () => {
    if (!keysShown.peek()) return false;
    toggleKeys(room);
    return true;
  };
  const otherTheme = () => {
    theme.value = theme.value === "night" ? "grey" : "night";
  };
  const otherLanguage = () =>
    setLanguage(LANGUAGES.find((each) => each !== language.value) ?? "en");
  return [
    { keys: ["?"], group: "page", word: "keys.help", act: () => toggleKeys(room) },
    { keys: ["m"], group: "page", word: "keys.map", act: () => focusMap(map) },
    { keys: [";"], group: "page", word: "keys.language", act: otherLanguage },
    { keys: ["t"], group: "page", word: "keys.theme", act: otherTheme },
    { keys: ["Escape"], group: "page", word: "keys.escape", act: clear },
    { keys: ["Escape"], group: "page", word: "keys.escape-help", act: close },
    {
      ...{ keys: ["["], group: "panels", word: "keys.left" },
      act: () => docks.setOpen("left", !docks.isOpen("left")),
    },
    {
      ...{ keys: ["]"], group: "panels", word: "keys.right" },
      act: () => docks.setOpen("right", !docks.isOpen("right")),
    },
    {
      ...{ keys: ["k"], group: "panels", word: "keys.kinds" },
      act: () => focusPanel(docks, "left", "kinds"),
    },
    {
      ...{ keys: ["i"], group: "panels", word: "keys.inspector" },
      act: () => focusPanel(docks, "right", "inspector"),
    },
    {
      ...{ keys: DIGITS, group: "camera", word: "keys.views", shown: ["1", "…", "9"] },
      act: (key) => goToView(room, Number(key)),
    },
    ...MAP_KEYS,
  ];
}

/** What the map takes by itself while it, or nothing, has the focus. */
const MAP_KEYS: readonly KeyBinding[] = [
  {
    ...{ keys: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], group: "map" },
    ...{ word: "keys.pan", shown: ["←", "→", "↑", "↓"] },
  },
  { keys: ["w", "a", "s", "d"], group: "map", word: "keys.pan" },
  { keys: ["+", "-"], group: "map", word: "keys.zoom" },
  { keys: ["q", "e"], group: "map", word: "keys.turn" },
  { keys: ["r", "f"], group: "map", word: "keys.tilt" },
  { keys: ["n"], group: "map", word: "keys.north" },
  { keys: ["Home"], group: "map", word: "keys.home" },
];

function goToView({ scene }: Room, number: number): boolean {
  const viewpoint = scene.peek()?.viewpoints[number - 1];
  if (viewpoint === undefined) return false;
  scene.peek()?.goTo(viewpoint.id);
  return true;
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
