import { focusPanel } from "../../ui/focus-panel.ts";
import type { KeyBinding } from "../../ui/key-table.ts";
import type { Room } from "../room.ts";
import { toolSettings } from "./tool-settings.ts";

/** The keys of the tools; what is set on the map, the map listens to by itself. */
export function toolsKeys(room: Room): readonly KeyBinding[] {
  const leave = () => {
    const tools = room.scene.peek()?.tools;
    if (tools?.state.peek() === undefined) return false;
    tools.cancel();
    return true;
  };
  const toggleReadout = () => {
    const { readout } = toolSettings;
    readout.value = readout.peek() === "on" ? "off" : "on";
  };
  return [
    {
      ...{ keys: ["u"], group: "panels", word: "tools.key-panel" },
      act: () => focusPanel(room.docks, "right", "tools"),
    },
    { keys: ["o"], group: "tools", word: "tools.key-readout", act: toggleReadout },
    { keys: [" "], group: "tools", word: "tools.key-set" },
    { keys: ["Enter"], group: "tools", word: "tools.key-finish" },
    { keys: ["Backspace"], group: "tools", word: "tools.key-undo" },
    { keys: ["Escape"], group: "tools", word: "tools.key-cancel", act: leave },
    { keys: ["Shift+F10"], group: "tools", word: "tools.key-menu" },
  ];
}
