import {
  ArrowLeftRight,
  CircleDot,
  Funnel,
  type IconNode,
  Power,
  PowerOff,
  RadioOff,
  RadioTower,
} from "lucide";
import { useEffect, useState } from "preact/hooks";
import { EVENT_TYPES } from "../../../shared/history.ts";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import { Choice } from "../../ui/choice.tsx";
import { formatDay, formatTime } from "../../ui/format-time.ts";
import { Icon } from "../../ui/icon.tsx";
import { Skeleton } from "../../ui/state.tsx";
import { sayTime } from "../../ui/words/say-time.ts";
import { askEvents } from "./ask-events.ts";
import { eventChoice } from "./event-choice.ts";
import { eventKeys } from "./event-keys.ts";
import type { ToldEvent } from "./read-events.ts";
import { sayEvent, sayEventType } from "./say-event.ts";
import { spanOf, stretchOf, type TimeWindow } from "./time-window.ts";
import type { TimelineDesk } from "./timeline-desk.ts";

const MOST = 100;
const DAY = 86_400_000;

const ICONS: Readonly<Record<string, IconNode>> = {
  crossing: ArrowLeftRight,
  "source-silent": RadioOff,
  "source-back": RadioTower,
  start: Power,
  stop: PowerOff,
};

type Found =
  | { readonly events: readonly ToldEvent[]; readonly more: boolean }
  | Problem
  | undefined;

/** The events of what the bar shows, newest first, each to be gone to. */
export function EventList({ desk }: { desk: TimelineDesk }) {
  const window = desk.window.value;
  const found = useEvents(window, desk.now());
  const type = eventChoice.value;
  return (
    <div class="timeline-event-list">
      <Choice
        icon={Funnel}
        label={sayTime("events-type")}
        value={type ?? ""}
        choices={[
          ["", sayTime("events-all")],
          ...EVENT_TYPES.map((each) => [each, sayEventType(each)] as const),
        ]}
        onChoose={(chosen) => {
          eventChoice.value = chosen === "" ? undefined : chosen;
        }}
      />
      <Rows found={found} desk={desk} isLong={spanOf(window) > DAY / 2} />
    </div>
  );
}

interface RowsProps {
  readonly found: Found;
  readonly desk: TimelineDesk;
  readonly isLong: boolean;
}

function Rows({ found, desk, isLong }: RowsProps) {
  if (found === undefined) return <Skeleton />;
  if (isProblem(found))
    return <p class="field-fault">{sayTime("events-failed", { message: found.message })}</p>;
  if (found.events.length === 0) return <p class="quiet">{sayTime("events-empty")}</p>;
  const keys = eventKeys(found.events);
  return (
    <>
      <ul>
        {found.events.map((event, index) => (
          <li key={keys[index]}>
            <button type="button" class="row-button" onClick={() => desk.goTo(event.at, 0)}>
              <Icon of={ICONS[event.type] ?? CircleDot} />
              <span>{sayEvent(event)}</span>
              <time dateTime={new Date(event.at).toISOString()}>
                {isLong && <span class="quiet">{formatDay(event.at)} </span>}
                {formatTime(event.at, "clock")}
              </time>
            </button>
          </li>
        ))}
      </ul>
      {found.more && <p class="quiet">{sayTime("events-more")}</p>}
    </>
  );
}

/** Asked again when the bar has come to rest elsewhere. */
function useEvents(window: TimeWindow, now: number): Found {
  const [found, setFound] = useState<Found>();
  const type = eventChoice.value;
  const { from, to } = stretchOf(window, now);
  useEffect(() => {
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const { signal } = asking;
      const answer = await askEvents({ from, to, backwards: true, limit: MOST, type, signal });
      if (!signal.aborted) setFound(answer);
    }, 150);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [from, to, type]);
  return found;
}
