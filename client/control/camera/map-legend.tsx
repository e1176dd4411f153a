import { X } from "lucide";
import { IconButton } from "../../ui/icon-button.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { BuildingLegend } from "./building-legend.tsx";

/** The legend of the buildings' colours, in a corner of the map for as long as they have them. */
export function MapLegend({ room }: { room: Room }) {
  if (room.buildings.value !== "use" || room.city.value.state !== "ready") return null;
  return (
    <section class="map-legend" aria-label={say("camera.legend")}>
      <div class="map-legend-head">
        <h2>{say("camera.legend")}</h2>
        <IconButton
          small
          icon={X}
          label={say("camera.plaster")}
          keys="B"
          onClick={() => {
            room.buildings.value = "plaster";
          }}
        />
      </div>
      <BuildingLegend />
    </section>
  );
}
