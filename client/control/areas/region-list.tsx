import { Search } from "lucide";
import { useState } from "preact/hooks";
import type { Crossing, RegionFeature } from "../../../shared/region.ts";
import { everySecond } from "../../ui/beat.ts";
import { formatAge } from "../../ui/format-age.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { chooseArea } from "./choose-area.ts";
import { sayCrossing } from "./say-crossing.ts";

/** Rows that are drawn; others are found by name. */
const MOST = 50;
/** From so many on there is a field to find one. */
const MANY = 8;

export interface RegionListProps {
  readonly regions: readonly RegionFeature[];
  readonly room: Room;
}

/** Every region with who is in it and who crossed its border last. */
export function RegionList({ regions, room }: RegionListProps) {
  const [text, setText] = useState("");
  everySecond.value;
  const wanted = text.trim().toLocaleLowerCase();
  const found = regions.filter(({ properties }) =>
    properties.name.toLocaleLowerCase().includes(wanted),
  );
  const last = room.areas.lastCrossings.value;
  return (
    <>
      {regions.length >= MANY && <FindField text={text} onText={setText} />}
      {found.length === 0 && <p class="quiet">{say("areas.none-found", { text: text.trim() })}</p>}
      <ul class="area-rows regions">
        {found.slice(0, MOST).map((region) => (
          <RegionRow key={region.id} region={region} last={last.get(region.id)} room={room} />
        ))}
      </ul>
      {found.length > MOST && (
        <p class="quiet areas-note">
          {say("areas.first-of", { shown: MOST, count: found.length })}
        </p>
      )}
    </>
  );
}

function FindField({ text, onText }: { text: string; onText: (text: string) => void }) {
  return (
    <label class="area-find">
      <Icon of={Search} />
      <span class="unseen">{say("areas.find")}</span>
      <input
        type="search"
        value={text}
        placeholder={say("areas.find")}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
    </label>
  );
}

interface RegionRowProps {
  readonly region: RegionFeature;
  readonly last: Crossing | undefined;
  readonly room: Room;
}

function RegionRow({ region, last, room }: RegionRowProps) {
  const { id, properties, live } = region;
  const chosen = room.selection.current.value;
  const total = live?.total;
  const lastTold = last === undefined ? say("areas.no-crossing") : told(last, room);
  return (
    <li>
      <button
        type="button"
        class="row-button area-row"
        aria-pressed={chosen?.type === "region" && chosen.id === id}
        onClick={() => chooseArea(room, { type: "region", id })}
      >
        <span class="row-name">{properties.name}</span>
        <span
          class="area-number"
          title={total === undefined ? "" : say("areas.inside", { count: total })}
        >
          {total === undefined ? "–" : formatNumber(total, { digits: 0 })}
        </span>
        <span class="area-last quiet" title={lastTold}>
          {lastTold}
        </span>
      </button>
    </li>
  );
}

function told(last: Crossing, room: Room): string {
  const age = formatAge(Math.max(0, (room.link.serverNow() - last.at) / 1_000));
  return `${age} · ${sayCrossing(last)}`;
}
