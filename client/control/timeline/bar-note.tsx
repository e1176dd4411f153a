import { CircleAlert } from "lucide";
import { everySecond } from "../../ui/beat.ts";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import type { TimelineDesk } from "./timeline-desk.ts";

/** Over the bar where there is no picture: it loads, it cannot be had, nothing is kept. */
export function BarNote({ room, desk, slim }: { room: Room; desk: TimelineDesk; slim: boolean }) {
  const { pages } = desk;
  const hasSome = knowsSome(desk);
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

/** Beside the bar where there is a picture that is not all there: it has stopped growing, or a part of it cannot be had. */
export function BarFault({ desk }: { desk: TimelineDesk }) {
  const { pages } = desk;
  if (!knowsSome(desk) || pages.fault === undefined) return null;
  const failed = sayTime("failed", { message: pages.fault.message });
  return (
    <span class="timeline-fault">
      <IconButton
        icon={CircleAlert}
        label={`${failed} · ${sayTime("retry")}`}
        onClick={() => pages.retry()}
      />
    </span>
  );
}

/** Whether anything of the window is known; who asks is drawn again when it may be otherwise. */
function knowsSome(desk: TimelineDesk): boolean {
  desk.version.value;
  everySecond.value;
  return desk.pages.known(desk.window.value, desk.step).length > 0;
}
