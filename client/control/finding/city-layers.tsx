import {
  Building2,
  Cable,
  Grid2x2,
  type IconNode,
  Lamp,
  Map as MapIcon,
  Milestone,
  Mountain,
  Route,
  Shapes,
  TrainTrack,
  Trees,
  TriangleAlert,
  Waves,
} from "lucide";
import type { LayerRole } from "../../../shared/city.ts";
import { Icon } from "../../ui/icon.tsx";
import { Switch } from "../../ui/switch.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

const ICONS: Readonly<Record<LayerRole, IconNode>> = {
  buildings: Building2,
  ground: Mountain,
  vegetation: Trees,
  bridges: Milestone,
  roads: Route,
  railways: TrainTrack,
  water: Waves,
  "land-use": Grid2x2,
  "urban-plan": MapIcon,
  hazards: TriangleAlert,
  furniture: Lamp,
  utilities: Cable,
  others: Shapes,
};

/** What the city itself is drawn of; nothing where it is not known in parts. */
export function CityLayers({ room }: { room: Room }) {
  const found = room.city.value;
  const roles = found.state === "ready" ? (found.city.layers ?? []).map(({ role }) => role) : [];
  if (roles.length === 0) return null;
  return (
    <>
      <h3>{say("layers.of-city")}</h3>
      <ul class="layer-roles">
        {[...new Set(roles)].map((role) => (
          <RoleRow key={role} role={role} room={room} />
        ))}
      </ul>
    </>
  );
}

function RoleRow({ role, room }: { role: LayerRole; room: Room }) {
  const name = say(`layers.${role}`);
  const hidden = room.hiddenLayers.value;
  const show = (on: boolean) => {
    const next = new Set(hidden);
    if (on) next.delete(role);
    else next.add(role);
    room.hiddenLayers.value = next;
  };
  return (
    <li class="layer">
      <div class="layer-head layer-told">
        <Icon of={ICONS[role]} />
        <span class="kind-word">{name}</span>
      </div>
      <Switch label={say("layers.show", { name })} on={!hidden.has(role)} onChange={show} />
    </li>
  );
}
