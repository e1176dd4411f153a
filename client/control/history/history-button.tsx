import { History } from "lucide";
import { focusPanel } from "../../ui/focus-panel.ts";
import { Icon } from "../../ui/icon.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

/** Opens the panel with the past of what is selected. */
export function HistoryButton({ room }: { room: Room }) {
  return (
    <button type="button" class="button" onClick={() => focusPanel(room.docks, "right", "history")}>
      <Icon of={History} />
      {say("history.title")}
    </button>
  );
}
