import { Route } from "lucide";
import { useState } from "preact/hooks";
import { IconButton } from "../../ui/icon-button.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import { goToTrip } from "./go-to-trip.ts";
import type { TimelineDesk } from "./timeline-desk.ts";

/** Goes to when the chosen entity set out; there while one is chosen. */
export function TripJump({ room, desk }: { room: Room; desk: TimelineDesk }) {
  const [isAsking, setAsking] = useState(false);
  const selected = room.selection.current.value;
  if (selected?.type !== "entity") return null;
  const { id } = selected;
  const go = async () => {
    setAsking(true);
    await goToTrip(room, desk, id);
    setAsking(false);
  };
  return <IconButton icon={Route} label={sayTime("trip")} disabled={isAsking} onClick={go} />;
}
