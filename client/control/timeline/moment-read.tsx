import { History } from "lucide";
import { useEffect, useState } from "preact/hooks";
import type { CityClock } from "../../twin/city-clock.ts";
import { everySecond } from "../../ui/beat.ts";
import { formatDay, formatTime, zoneName } from "../../ui/format-time.ts";
import { Icon } from "../../ui/icon.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import { isLongAgo, sayAgo } from "./moment-words.ts";
import { isRunning } from "./play-or-pause.ts";

/** Milliseconds between two readings of a moment that runs. */
const READ_EVERY = 100;

/** The moment shown, large; how long ago it was, or that it is being fetched. */
export function MomentRead({ room }: { room: Room }) {
  const at = useShown(room.clock);
  const state = room.clock.state.value;
  const now = room.link.serverNow();
  if (state.mode === "live") return null;
  const isOld = isLongAgo(at, now);
  return (
    <div class={`timeline-moment ${state.state}`}>
      <Icon of={History} />
      <time dateTime={new Date(at).toISOString()}>
        <span class="timeline-day">
          {isOld ? formatTime(at, "minute").slice(0, 10) : formatDay(at)}
        </span>{" "}
        <span class="timeline-clock">{formatTime(at, "clock")}</span>{" "}
        <span class="timeline-zone quiet">{zoneName(at)}</span>
      </time>
      <span class="timeline-ago quiet">
        {state.state === "loading"
          ? sayTime("loading")
          : state.state === "ended"
            ? sayTime("ended")
            : sayAgo(at, now)}
      </span>
    </div>
  );
}

/** Read again while it runs, and each second for its age. */
function useShown(clock: CityClock): number {
  everySecond.value;
  const runs = isRunning(clock.state.value);
  const [, setTurn] = useState(0);
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => setTurn((turn) => turn + 1), READ_EVERY);
    return () => clearInterval(timer);
  }, [runs]);
  return clock.now();
}
