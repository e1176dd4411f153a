import { MousePointerClick, Pin as PinIcon, PinOff } from "lucide";
import { IconButton } from "../../ui/icon-button.tsx";
import { announce } from "../../ui/live-region.tsx";
import { State } from "../../ui/state.tsx";
import { Switch } from "../../ui/switch.tsx";
import { sayPast } from "../../ui/words/say-past.ts";
import type { Room } from "../room.ts";
import { historyChoices, MOST_PINS } from "./history-choices.ts";
import type { HistoryDesk, ShownEntity } from "./history-desk.ts";
import { pin, unpin } from "./pins.ts";
import { SeriesSign } from "./series-sign.tsx";

/** Whose past is shown: the selected one, and those that are kept beside it. */
export function ShownList({ room, desk }: { room: Room; desk: HistoryDesk }) {
  const shown = desk.shown.value;
  const { trails, pins } = historyChoices;
  if (shown.length === 0)
    return (
      <State as="empty" icon={MousePointerClick} title={sayPast("none-shown")}>
        <p>{sayPast("none-shown-how", { most: MOST_PINS })}</p>
      </State>
    );
  return (
    <div class="history-shown">
      <ul aria-label={sayPast("shown")}>
        {shown.map((one) => (
          <Row key={one.id} one={one} room={room} />
        ))}
      </ul>
      <p class="quiet">{sayPast("pinned", { number: pins.value.length, most: MOST_PINS })}</p>
      <div class="history-switch">
        <span>{sayPast("trails")}</span>
        <Switch
          label={sayPast("trails")}
          on={trails.value === "on"}
          onChange={(on) => {
            trails.value = on ? "on" : "off";
          }}
        />
      </div>
    </div>
  );
}

function Row({ one, room }: { one: ShownEntity; room: Room }) {
  const { id, name, look, isPinned } = one;
  const selected = room.selection.current.value;
  const isSelected = selected?.type === "entity" && selected.id === id;
  const toggle = () => {
    if (isPinned) unpin(id);
    else
      announce(
        pin({ id, name }) ? sayPast("said-pinned", { name }) : sayPast("full", { most: MOST_PINS }),
      );
  };
  const isFull = !isPinned && historyChoices.pins.value.length >= MOST_PINS;
  return (
    <li class="history-row">
      <SeriesSign look={look} />
      <button
        type="button"
        class="history-name"
        title={id}
        aria-pressed={isSelected}
        onClick={() => room.selection.select({ type: "entity", id })}
      >
        {name}
      </button>
      <IconButton
        small
        icon={isPinned ? PinOff : PinIcon}
        label={
          isFull
            ? sayPast("full", { most: MOST_PINS })
            : sayPast(isPinned ? "unpin" : "pin", { name })
        }
        onClick={toggle}
      />
    </li>
  );
}
