import { isProblem } from "../../../shared/problem.ts";
import { announce } from "../../ui/live-region.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import { askEvents } from "./ask-events.ts";
import { eventChoice } from "./event-choice.ts";
import { sayEvent } from "./say-event.ts";
import { LONGEST_WINDOW } from "./time-window.ts";
import { timelineNote } from "./timeline-note.ts";

/**
 * Goes to the nearest event before or after the moment shown, of those that are chosen, and says which it is. Where
 * somebody has gone elsewhere until the answer comes, the page stays there.
 */
export async function goToEvent({ clock, link }: Room, which: "before" | "next"): Promise<void> {
  const at = Math.floor(clock.now());
  const now = link.serverNow();
  const { moves } = clock;
  const [earliest] = clock.range.peek() ?? [at - LONGEST_WINDOW];
  const isBefore = which === "before";
  const answer = await askEvents({
    // The moment itself is where the last jump came to.
    from: isBefore ? Math.max(Math.min(earliest, at - 1), at - LONGEST_WINDOW) : at + 1,
    to: isBefore ? at : Math.min(Math.max(now, at + 2), at + 1 + LONGEST_WINDOW),
    ...{ limit: 1, backwards: isBefore, type: eventChoice.peek() },
  });
  if (clock.moves !== moves) return;
  if (isProblem(answer)) {
    timelineNote.value = sayTime("events-failed", { message: answer.message });
    return;
  }
  const event = answer.events.find((each) => (isBefore ? each.at < at : each.at > at));
  if (event === undefined) {
    timelineNote.value = sayTime(isBefore ? "event-none-before" : "event-none-next");
    return;
  }
  clock.goTo(event.at);
  timelineNote.value = undefined;
  announce(sayEvent(event));
}
