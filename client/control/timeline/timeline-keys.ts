import { unreachable } from "../../ui/fetch-json.ts";
import type { KeyBinding } from "../../ui/key-table.ts";
import type { Room } from "../room.ts";
import { playOrPause } from "./play-or-pause.ts";
import { timelineNote } from "./timeline-note.ts";
import { timelineSettings } from "./timeline-settings.ts";

const SECOND = 1_000;
const STEPS: Readonly<Record<string, number>> = {
  "Shift+ArrowLeft": -10 * SECOND,
  "Shift+ArrowRight": 10 * SECOND,
  "Shift+ArrowUp": 60 * SECOND,
  "Shift+ArrowDown": -60 * SECOND,
  "<": -SECOND,
  ">": SECOND,
};

/** The keys of time. The bar itself takes arrows, Home and End while it has the focus. */
export function timelineKeys(room: Room): readonly KeyBinding[] {
  const { clock } = room;
  const step = (key: string) => {
    const by = STEPS[key] ?? 0;
    // There is nothing after now.
    if (clock.state.peek().mode === "live" && by > 0) return false;
    clock.step(by);
    return true;
  };
  const open = () => {
    const { open: isOpen } = timelineSettings;
    isOpen.value = isOpen.peek() === "open" ? "closed" : "open";
  };
  const toEvent = async (key: string) => {
    try {
      const { goToEvent } = await import("./go-to-event.ts");
      await goToEvent(room, key.endsWith("Up") ? "before" : "next");
    } catch (error) {
      timelineNote.value = unreachable(error).message;
    }
  };
  const act = step;
  return [
    {
      ...{ keys: [" "], group: "time", word: "timeline.key-play" },
      act: () => playOrPause(clock),
    },
    {
      ...{ keys: ["Shift+ArrowLeft", "Shift+ArrowRight"], group: "time", word: "timeline.key-ten" },
      ...{ shown: ["⇧", "←", "→"], repeats: true, act },
    },
    {
      ...{ keys: ["Shift+ArrowUp", "Shift+ArrowDown"], group: "time" },
      ...{ word: "timeline.key-minute", shown: ["⇧", "↑", "↓"], repeats: true, act },
    },
    { keys: ["<", ">"], group: "time", word: "timeline.key-second", repeats: true, act },
    {
      ...{ keys: ["Shift+PageUp", "Shift+PageDown"], group: "time", word: "timeline.key-event" },
      shown: ["⇧", "PgUp", "PgDn"],
      act: (key) => void toEvent(key),
    },
    { keys: ["."], group: "time", word: "timeline.key-open", act: open },
  ];
}
