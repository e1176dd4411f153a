import { toggleFullScreen } from "../../ui/full-screen.ts";
import type { KeyBinding } from "../../ui/key-table.ts";
import type { Room } from "../room.ts";
import { endPresentation, present } from "./present.ts";

/** Keys for how much of the page is shown. */
export function screenKeys(room: Room): readonly KeyBinding[] {
  const { tour } = room.page;
  const endTour = () => {
    if (tour.at.peek() === undefined) return false;
    tour.end();
    return true;
  };
  const showOrHide = () => {
    if (!endPresentation(room)) present(room);
  };
  return [
    { keys: ["p"], group: "page", word: "page.key-present", act: showOrHide },
    { keys: ["x"], group: "page", word: "page.key-full-screen", act: () => toggleFullScreen() },
    {
      keys: ["Escape"],
      group: "page",
      word: "page.key-leave-present",
      act: () => endPresentation(room),
    },
    { keys: ["Escape"], group: "page", word: "page.key-leave-tour", act: endTour },
  ];
}

/** Keys of what is hidden while the picture is presented do nothing then. */
export function isOff({ page }: Room, { group, word }: KeyBinding): boolean {
  if (!page.presenting.peek()) return false;
  return group === "panels" || group === "tools" || word === "keys.help";
}
