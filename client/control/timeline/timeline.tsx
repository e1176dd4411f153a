import { ChevronDown, ChevronUp, Ellipsis, History, Radio } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { isNarrow } from "../../ui/media.ts";
import { say } from "../../ui/words/say.ts";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import { Bar } from "./bar.tsx";
import { BarFault } from "./bar-note.tsx";
import { EventJumps } from "./event-jumps.tsx";
import { JumpDate } from "./jump-date.tsx";
import { MomentRead } from "./moment-read.tsx";
import { PlayButton } from "./play-button.tsx";
import { playOrPause } from "./play-or-pause.ts";
import { TimelineDesk } from "./timeline-desk.ts";
import { timelineNote } from "./timeline-note.ts";
import { timelineSettings } from "./timeline-settings.ts";
import { Transport } from "./transport.tsx";
import { TripJump } from "./trip-jump.tsx";
import { ZoomChoice } from "./zoom-choice.tsx";

/**
 * The city's time at the foot of the page: one quiet line while the page shows now, and everything to go
 * through the past with as soon as it does not. It makes the map smaller, and covers nothing.
 */
export function Timeline({ room }: { room: Room }) {
  const [desk] = useState(() => new TimelineDesk(room.clock, () => room.link.serverNow()));
  useEffect(() => () => desk.destroy(), [desk]);
  const isPast = room.clock.state.value.mode === "replay";
  const isWhole = isPast || timelineSettings.open.value === "open";
  return (
    <section
      class={`timeline ${isPast ? "past" : "live"} ${isWhole ? "whole" : "slim"}`}
      aria-label={sayTime("title")}
    >
      {isWhole && <Controls room={room} desk={desk} />}
      <div class="timeline-line">
        {!isWhole && <LiveMark />}
        {!isWhole && <Note />}
        <Bar key="bar" room={room} desk={desk} slim={!isWhole} />
        <BarFault desk={desk} />
        {!isWhole && <LookBack room={room} />}
        {!isWhole && <OpenButton />}
      </div>
    </section>
  );
}

/** A phone has them in two parts: what is always needed, and what opens. */
function Controls({ room, desk }: { room: Room; desk: TimelineDesk }) {
  const [isOpen, setOpen] = useState(false);
  const isPast = room.clock.state.value.mode === "replay";
  const narrow = isNarrow.value;
  return (
    <div class={narrow && !isOpen ? "timeline-controls few" : "timeline-controls"}>
      <div class="timeline-shown">
        {isPast ? <MomentRead room={room} /> : <LiveMark />}
        <Note />
      </div>
      <Transport room={room} />
      <div class="timeline-jumps">
        <JumpDate room={room} desk={desk} />
        <EventJumps room={room} desk={desk} />
        <TripJump room={room} desk={desk} />
        <ZoomChoice desk={desk} />
      </div>
      <div class="timeline-ways">
        {narrow && !isOpen && <PlayButton clock={room.clock} />}
        {narrow && (
          <IconButton
            icon={Ellipsis}
            label={sayTime("more")}
            expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        )}
        {isPast ? (
          <button type="button" class="timeline-back" onClick={() => room.clock.live()}>
            <Icon of={Radio} />
            {say("moment.live")}
            {!narrow && <kbd>L</kbd>}
          </button>
        ) : (
          <>
            <LookBack room={room} />
            <CloseButton />
          </>
        )}
      </div>
    </div>
  );
}

function Note() {
  const note = timelineNote.value;
  return note === undefined ? null : <p class="timeline-note">{note}</p>;
}

function LiveMark() {
  return (
    <span class="timeline-live" title={sayTime("live-title")}>
      <Icon of={Radio} />
      {sayTime("live")}
    </span>
  );
}

function LookBack({ room }: { room: Room }) {
  return (
    <button
      type="button"
      class="timeline-look button"
      title={sayTime("look-back-title")}
      aria-label={sayTime("look-back")}
      onClick={() => playOrPause(room.clock)}
    >
      <Icon of={History} />
      <span>{sayTime("look-back")}</span>
    </button>
  );
}

function OpenButton() {
  const open = () => {
    timelineSettings.open.value = "open";
  };
  return <IconButton icon={ChevronUp} label={sayTime("open")} keys="." onClick={open} />;
}

function CloseButton() {
  const close = () => {
    timelineSettings.open.value = "closed";
  };
  return <IconButton icon={ChevronDown} label={sayTime("close")} keys="." onClick={close} />;
}
