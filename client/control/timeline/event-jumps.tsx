import { List, SkipBack, SkipForward } from "lucide";
import { IconButton } from "../../ui/icon-button.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import { EventList } from "./event-list.tsx";
import { goToEvent } from "./go-to-event.ts";
import { Popup } from "./popup.tsx";
import type { TimelineDesk } from "./timeline-desk.ts";

/** To the event before, to the next one, and the list of those in sight. */
export function EventJumps({ room, desk }: { room: Room; desk: TimelineDesk }) {
  return (
    <fieldset class="timeline-events" aria-label={sayTime("events")}>
      <IconButton
        icon={SkipBack}
        label={sayTime("event-before")}
        keys="Shift+PageUp"
        onClick={() => void goToEvent(room, "before")}
      />
      <Popup icon={List} label={sayTime("events-list")}>
        {() => <EventList desk={desk} />}
      </Popup>
      <IconButton
        icon={SkipForward}
        label={sayTime("event-next")}
        keys="Shift+PageDown"
        disabled={room.clock.state.value.mode === "live"}
        onClick={() => void goToEvent(room, "next")}
      />
    </fieldset>
  );
}
