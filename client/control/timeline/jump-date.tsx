import { CalendarClock } from "lucide";
import { useId, useState } from "preact/hooks";
import { formatTime, zoneName } from "../../ui/format-time.ts";
import { timeZone } from "../../ui/time-zone.ts";
import { sayTime } from "../../ui/words/say-time.ts";
import { fieldOfMoment } from "../../ui/zoned-time.ts";
import type { Room } from "../room.ts";
import { findMoment, type JumpFault } from "./find-moment.ts";
import { Popup } from "./popup.tsx";
import type { TimelineDesk } from "./timeline-desk.ts";

interface JumpProps {
  readonly room: Room;
  readonly desk: TimelineDesk;
}

/** Goes to a date and a time of the city's clocks. */
export function JumpDate(props: JumpProps) {
  return (
    <Popup icon={CalendarClock} label={sayTime("jump")}>
      {(close) => <Form {...props} close={close} />}
    </Popup>
  );
}

function Form({ room, desk, close }: JumpProps & { close: () => void }) {
  const id = useId();
  const zone = timeZone.value;
  const range = room.clock.range.value;
  const [text, setText] = useState(() => fieldOfMoment(room.clock.now(), zone).slice(0, 16));
  const [fault, setFault] = useState<JumpFault>();
  const go = (event: Event) => {
    event.preventDefault();
    const found = findMoment(text, zone, range?.[0], desk.now());
    if (typeof found === "string") {
      setFault(found);
      return;
    }
    close();
    desk.goTo(found);
  };
  return (
    <form class="timeline-jump" noValidate onSubmit={go}>
      <label for={id}>{sayTime("jump-field", { zone: zoneName(room.clock.now()) })}</label>
      <div class="timeline-jump-row">
        <input
          id={id}
          class="text-field"
          type="datetime-local"
          value={text}
          {...(range === undefined
            ? {}
            : {
                min: fieldOfMoment(range[0], zone).slice(0, 16),
                max: fieldOfMoment(desk.now(), zone).slice(0, 16),
              })}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-kept`}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            setFault(undefined);
          }}
        />
        <button type="submit" class="button">
          {sayTime("jump-go")}
        </button>
      </div>
      {fault !== undefined && (
        <p class="field-fault" role="alert">
          {sayTime(fault)}
        </p>
      )}
      <p class="quiet" id={`${id}-kept`}>
        {range === undefined
          ? sayTime("jump-none")
          : sayTime("jump-kept", {
              from: formatTime(range[0], "minute"),
              to: formatTime(Math.max(range[1], range[0]), "minute"),
            })}
      </p>
    </form>
  );
}
