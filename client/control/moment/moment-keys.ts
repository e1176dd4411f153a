import type { KeyBinding } from "../../ui/key-table.ts";
import type { Room } from "../room.ts";

/** The one key that leaves the past, wherever the focus is. */
export function momentKeys({ clock }: Room): readonly KeyBinding[] {
  const live = () => {
    if (clock.state.peek().mode === "live") return false;
    clock.live();
    return true;
  };
  return [{ keys: ["l"], group: "time", word: "moment.key-live", act: live }];
}
