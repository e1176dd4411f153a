import { LogIn, LogOut } from "lucide";
import type { Crossing } from "../../../shared/region.ts";
import { Age } from "../../ui/age.tsx";
import { Icon } from "../../ui/icon.tsx";
import { KindSymbol } from "../../ui/kind-symbol.tsx";
import type { Room } from "../room.ts";
import { sayCrossing } from "./say-crossing.ts";

export interface CrossingRowProps {
  readonly crossing: Crossing;
  readonly room: Room;
  readonly now: number;
  /** Whether to say of which region. */
  readonly named?: boolean;
}

/** Who came or went, and when; choosing it selects who it was. */
export function CrossingRow({ crossing, room, now, named = false }: CrossingRowProps) {
  const { entity, kind, provenance, type, at, regionName } = crossing;
  const choose = () => {
    room.selection.select({ type: "entity", id: entity });
    room.scene.value?.flyToEntity(entity);
  };
  return (
    <li>
      <button type="button" class="row-button crossing" onClick={choose} title={entity}>
        <Icon of={type === "enter" ? LogIn : LogOut} />
        <KindSymbol kind={kind} provenance={provenance} />
        <span class="crossing-told">
          <span class="row-name">{sayCrossing(crossing)}</span>
          {named && <span class="row-name quiet">{regionName}</span>}
        </span>
        <Age at={at} now={now} />
      </button>
    </li>
  );
}
