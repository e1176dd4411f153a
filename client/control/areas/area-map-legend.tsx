import { X } from "lucide";
import { IconButton } from "../../ui/icon-button.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { sayShading } from "./say-shading.ts";
import { ShadeLegend } from "./shade-legend.tsx";

/** What the districts' colours mean, in a corner of the map for as long as they have them. */
export function AreaMapLegend({ room }: { room: Room }) {
  const { shading } = room.areas.settings;
  // The past has no counts, and so no colours.
  if (room.clock.state.value.mode === "replay") return null;
  if (shading.value === "none" || room.areas.shown.districts.value.length === 0) return null;
  return (
    <section class="map-legend shade" aria-label={say("areas.legend")}>
      <div class="map-legend-head">
        <h2>
          {say("areas.districts")} · {sayShading(shading.value)}
        </h2>
        <IconButton
          small
          icon={X}
          label={say("areas.stop-shading")}
          onClick={() => {
            shading.value = "none";
          }}
        />
      </div>
      <ShadeLegend room={room} />
    </section>
  );
}
