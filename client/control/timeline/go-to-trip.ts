import { isProblem } from "../../../shared/problem.ts";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import type { TimelineDesk } from "./timeline-desk.ts";
import { timelineNote } from "./timeline-note.ts";
import { tripStart } from "./trip-start.ts";

/**
 * Goes to when an entity set out on the trip it is on. Where somebody has gone elsewhere until the answer comes, or
 * has chosen another, the page stays there.
 */
export async function goToTrip(
  { clock, selection }: Pick<Room, "clock" | "selection">,
  desk: Pick<TimelineDesk, "goTo">,
  id: string,
): Promise<void> {
  const { moves } = clock;
  const start = await tripStart(id, clock.now());
  const chosen = selection.current.peek();
  if (clock.moves !== moves || chosen?.type !== "entity" || chosen.id !== id) return;
  if (isProblem(start)) timelineNote.value = sayTime("trip-failed", { message: start.message });
  else if (start === undefined) timelineNote.value = sayTime("trip-none");
  else desk.goTo(start);
}
