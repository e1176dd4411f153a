import { later } from "../../ui/later.tsx";
import type { Room } from "../room.ts";

const Timeline = later(async () => (await import("./timeline.tsx")).Timeline);

/** The foot of the page; the timeline is loaded once the page has been painted, and has its room before. */
export function TimelineFoot({ room }: { room: Room }) {
  return (
    <div class="timeline-foot">
      <Timeline room={room} />
    </div>
  );
}
