import { focusPanel } from "../../ui/focus-panel.ts";
import type { KeyBinding } from "../../ui/key-table.ts";
import type { Room } from "../room.ts";

/** The keys of districts and regions. */
export function areasKeys({ docks, areas }: Room): readonly KeyBinding[] {
  return [
    {
      ...{ keys: ["g"], group: "panels", word: "areas.go" },
      act: () => focusPanel(docks, "left", "areas"),
    },
    { keys: ["z"], group: "tools", word: "areas.draw-key", act: () => areas.draw() },
  ];
}
