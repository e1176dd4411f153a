import type { CityLayer } from "../../../shared/city.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import { Switch } from "../../ui/switch.tsx";
import { language } from "../../ui/words/language.ts";
import { languageOf } from "../../ui/words/language-of.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { GroundClearness } from "./ground-clearness.tsx";
import { LAYER_ICONS } from "./layer-icons.ts";
import { layerKey } from "./layer-key.ts";
import { sayLayer } from "./say-layer.ts";

/** What the city itself is drawn of; nothing where it is not known in parts. */
export function CityLayers({ room }: { room: Room }) {
  const layers = room.layers.layers.value;
  if (layers.length === 0) return null;
  return (
    <>
      <h3>{say("layers.of-city")}</h3>
      <ul class="layer-roles">
        {layers.map((layer) => (
          <Row key={layerKey(layer)} layer={layer} room={room} />
        ))}
      </ul>
      {room.layers.isUnderground.value && <GroundClearness room={room} />}
    </>
  );
}

function Row({ layer, room }: { layer: CityLayer; room: Room }) {
  const { role, name, count, underground } = layer;
  const told = sayLayer(layer);
  const facts = [
    ...(name === undefined ? [] : [say(`layers.${role}`)]),
    ...(underground === true && role !== "utilities" ? [say("model.underground")] : []),
  ];
  return (
    <li class="layer">
      <div class="layer-head layer-told">
        <Icon of={LAYER_ICONS[role]} />
        <span class="kind-word layer-name" lang={name && languageOf(name[language.value])}>
          {told}
        </span>
        {count !== undefined && (
          <span class="kind-count">{formatNumber(count, { digits: 0 })}</span>
        )}
        {facts.length > 0 && <span class="layer-facts layer-note">{facts.join(" · ")}</span>}
      </div>
      <Switch
        label={say("layers.show", { name: told })}
        on={room.layers.isShown(layer)}
        onChange={(on) => room.layers.show(layer, on)}
      />
    </li>
  );
}
