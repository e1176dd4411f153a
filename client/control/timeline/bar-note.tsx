import { CircleAlert } from "lucide";
import { everySecond } from "../../ui/beat.ts";
import { Icon } from "../../ui/icon.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import type { TimelineDesk } from "./timeline-desk.ts";

/** Over the bar where there is no picture: it loads, it cannot be had, nothing is kept. */
export function BarNote({ room, desk, slim }: { room: Room; desk: TimelineDesk; slim: boolean }) {
  desk.version.value;
  desk.window.value;
  everySecond.value;
  const { pages } = desk;
  const hasSome = pages.known(desk.window.peek(), desk.step).length > 0;
  if (pages.fault !== undefined && !hasSome) {
    return (
      <p class="timeline-bar-note timeline-fault" title={pages.fault.message}>
        <Icon of={CircleAlert} />
        <span>{sayTime("failed", { message: pages.fault.message })}</span>
        {!slim && (
          <button type="button" class="button" onClick={() => pages.retry()}>
            {sayTime("retry")}
          </button>
        )}
      </p>
    );
  }
  if (!hasSome) return <span class="timeline-loading" aria-hidden="true" />;
  if (room.clock.range.value !== undefined || slim) return null;
  const isEmpty = pages
    .known(desk.window.peek(), desk.step)
    .every(({ activity }) => activity.accepted.every((count) => count === 0));
  return isEmpty ? <p class="timeline-bar-note">{sayTime("empty")}</p> : null;
}
