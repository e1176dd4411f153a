import { Switch } from "../../ui/switch.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { BuildingLegend } from "./building-legend.tsx";

/** How the map is drawn: what its buildings are coloured by, and whether names are written on it. */
export function MapChoices({ room }: { room: Room }) {
  const byUse = room.buildings.value === "use" && room.colours.plan.value === undefined;
  const named = room.labels.value === "on";
  return (
    <>
      <p class="map-choice">
        <span aria-hidden="true">{say("camera.by-use")}</span>
        <Switch
          label={say("camera.by-use")}
          on={byUse}
          onChange={(on) => {
            room.buildings.value = on ? "use" : "plaster";
            room.colours.choose(undefined);
          }}
        />
      </p>
      {byUse && <BuildingLegend />}
      <p class="map-choice">
        <span aria-hidden="true">{say("camera.labels")}</span>
        <Switch
          label={say("camera.labels")}
          on={named}
          onChange={(on) => {
            room.labels.value = on ? "on" : "off";
          }}
        />
      </p>
      <p class="map-choice">
        <span aria-hidden="true">{say("statistics.key")}</span>
        <Switch
          label={say("statistics.key")}
          on={room.statisticsShown.value === "on"}
          onChange={(on) => {
            room.statisticsShown.value = on ? "on" : "off";
          }}
        />
      </p>
    </>
  );
}
