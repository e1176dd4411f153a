import { History, LoaderCircle, Pause, Play } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import type { CityClock } from "../../twin/city-clock.ts";
import { formatTime, zoneName } from "../../ui/format-time.ts";
import { Icon } from "../../ui/icon.tsx";
import { announce } from "../../ui/live-region.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { sayLapse } from "./say-lapse.ts";
import { sayDay, sayMoment } from "./say-moment.ts";
import { useMoment } from "./use-moment.ts";

/**
 * Over the map while the past is shown, and with the frame that it draws around it the one sign that is never
 * hidden: the word, the moment, how long ago it was, how it runs, and the way back to now.
 */
export function PastBand({ room }: { room: Room }) {
  const { clock } = room;
  const isPast = clock.state.value.mode === "replay";
  useAnnounced(clock, isPast);
  return isPast ? <Band room={room} /> : null;
}

function Band({ room: { clock, link } }: { room: Room }) {
  const at = useMoment(clock);
  const ago = (link.serverNow() - at) / 1_000;
  return (
    <section class="past-band" aria-label={say("moment.region")}>
      <strong class="past-word">
        <Icon of={History} />
        {say("moment.past")}
      </strong>
      <time dateTime={new Date(at).toISOString()}>
        <span class="past-day">{sayDay(at)}</span>
        <span class="past-time">{formatTime(at, "clock")}</span>
        <span class="past-zone">{zoneName(at)}</span>
      </time>
      <span class="past-ago">{say("moment.recorded", { span: sayLapse(ago) })}</span>
      <Run clock={clock} />
      <button type="button" class="past-live" onClick={() => clock.live()}>
        {say("moment.live")}
        <kbd>L</kbd>
      </button>
    </section>
  );
}

/** How the moment goes on. */
function Run({ clock }: { clock: CityClock }) {
  const state = clock.state.value;
  if (state.mode === "live") return null;
  const { rate } = state;
  if (clock.wish?.mode === "live")
    return <RunAs icon={LoaderCircle} text={say("moment.returning")} />;
  if (state.state === "ended") return <RunAs icon={Pause} text={say("moment.ended")} />;
  if (state.state === "paused") return <RunAs icon={Pause} text={say("moment.paused")} />;
  if (state.state === "playing") return <RunAs icon={Play} text={say("moment.rate", { rate })} />;
  return <RunAs icon={LoaderCircle} text={say("moment.loading")} />;
}

function RunAs({ icon, text }: { icon: typeof Play; text: string }) {
  return (
    <span class="past-run">
      <Icon of={icon} />
      {text}
    </span>
  );
}

/** Leaving now, and coming back to it, is also said aloud. */
function useAnnounced(clock: CityClock, isPast: boolean): void {
  const before = useRef(false);
  useEffect(() => {
    if (before.current === isPast) return;
    before.current = isPast;
    const words = isPast
      ? say("moment.said-past", { moment: sayMoment(clock.now()) })
      : say("moment.said-live");
    announce(words);
  }, [clock, isPast]);
}
