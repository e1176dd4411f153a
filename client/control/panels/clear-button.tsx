import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

/** Lets go of what is selected; `Esc` does the same. */
export function ClearButton({ room }: { room: Room }) {
  return (
    <button
      type="button"
      class="button"
      aria-keyshortcuts="Escape"
      title={`${say("inspector.clear")} (Esc)`}
      onClick={() => room.selection.select(undefined)}
    >
      {say("inspector.clear-short")}
    </button>
  );
}
