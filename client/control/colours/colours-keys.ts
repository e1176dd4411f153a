import { focusPanel } from "../../ui/focus-panel.ts";
import type { KeyBinding } from "../../ui/key-table.ts";
import type { Room } from "../room.ts";

/** The keys of colours and of the developers' statistics. */
export function coloursKeys({ docks, statisticsShown }: Room): readonly KeyBinding[] {
  const toggleStatistics = () => {
    statisticsShown.value = statisticsShown.peek() === "on" ? "off" : "on";
  };
  return [
    {
      ...{ keys: [","], group: "panels", word: "colours.key" },
      act: () => focusPanel(docks, "left", "colours"),
    },
    { keys: ["`"], group: "page", word: "statistics.key", act: toggleStatistics },
  ];
}
