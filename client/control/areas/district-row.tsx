import { language } from "../../ui/words/language.ts";
import type { Room } from "../room.ts";
import { colorOfLevel } from "../scene/areas/area-scale.ts";
import { chooseArea } from "./choose-area.ts";
import type { DistrictValue } from "./district-values.ts";
import { levelOf } from "./shade-scale.ts";
import { sayValue } from "./show-areas.ts";
import { Trend } from "./trend.tsx";

export interface DistrictRowProps {
  readonly district: DistrictValue;
  /** The largest value of all districts, which the longest bar is for. */
  readonly most: number;
  readonly room: Room;
}

/** A district with its number, a bar for it, and where it is going; choosing it goes there. */
export function DistrictRow({ district, most, room }: DistrictRowProps) {
  const { id, value, trend } = district;
  const { settings, shown } = room.areas;
  const name = language.value === "ja" ? district.nameJa : district.name;
  const chosen = room.selection.current.value;
  const isChosen = chosen?.type === "district" && chosen.id === id;
  const level = settings.shading.value === "none" ? undefined : levelOf(value, shown.step.value);
  const color = level === undefined ? undefined : colorOfLevel(level);
  return (
    <li>
      <button
        type="button"
        class="row-button area-row"
        aria-pressed={isChosen}
        onClick={() => chooseArea(room, { type: "district", id })}
      >
        <span class="row-name">{name}</span>
        <span class="area-number">{sayValue(value, settings.measure.value)}</span>
        <Trend by={trend} />
        <span class="area-bar">
          <span style={{ width: `${most > 0 ? (value / most) * 100 : 0}%`, background: color }} />
        </span>
      </button>
    </li>
  );
}
