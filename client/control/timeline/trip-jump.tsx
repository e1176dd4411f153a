import { Route } from "lucide";
import { useState } from "preact/hooks";
import { isProblem } from "../../../shared/problem.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import type { TimelineDesk } from "./timeline-desk.ts";
import { timelineNote } from "./timeline-note.ts";
import { tripStart } from "./trip-start.ts";

/** Goes to when the chosen entity set out; there while one is chosen. */
export function TripJump({ room, desk }: { room: Room; desk: TimelineDesk }) {
  const [isAsking, setAsking] = useState(false);
  const selected = room.selection.current.value;
  if (selected?.type !== "entity") return null;
  const { id } = selected;
  const go = async () => {
    setAsking(true);
    const start = await tripStart(id, room.clock.now());
    setAsking(false);
    if (isProblem(start)) timelineNote.value = sayTime("trip-failed", { message: start.message });
    else if (start === undefined) timelineNote.value = sayTime("trip-none");
    else {
      desk.goTo(start);
    }
  };
  return <IconButton icon={Route} label={sayTime("trip")} disabled={isAsking} onClick={go} />;
}
