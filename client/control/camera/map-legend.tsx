import { X } from "lucide";
import type { ComponentChildren } from "preact";
import { IconButton } from "../../ui/icon-button.tsx";
import { isNarrow } from "../../ui/media.ts";
import { say } from "../../ui/words/say.ts";
import { ColourLegend } from "../colours/colour-legend.tsx";
import { sayColours } from "../colours/say-colours.ts";
import type { Room } from "../room.ts";
import { BuildingLegend } from "./building-legend.tsx";

/** The legend of the city's colours, in a corner of the map for as long as it has them. */
export function MapLegend({ room }: { room: Room }) {
  if (room.city.value.state !== "ready") return null;
  // Over a phone's sheet the map is too low for it, and the sheet has it too.
  if (isNarrow.value && room.docks.sheet.value !== undefined) return null;
  const plan = room.colours.plan.value;
  if (plan !== undefined)
    return (
      <Legend title={sayColours(room)} stop={say("colours.stop")} room={room}>
        <ColourLegend plan={plan} room={room} brief={isNarrow.value} />
      </Legend>
    );
  if (room.buildings.value !== "use") return null;
  return (
    <Legend title={say("camera.legend")} stop={say("camera.plaster")} room={room}>
      <BuildingLegend />
    </Legend>
  );
}

interface LegendProps {
  readonly title: string;
  readonly stop: string;
  readonly room: Room;
  readonly children: ComponentChildren;
}

function Legend({ title, stop, room, children }: LegendProps) {
  return (
    <section class="map-legend" aria-label={title}>
      <div class="map-legend-head">
        <h2>{title}</h2>
        <IconButton
          small
          icon={X}
          label={stop}
          keys="B"
          onClick={() => {
            room.buildings.value = "plaster";
            room.colours.choose(undefined);
          }}
        />
      </div>
      {children}
    </section>
  );
}
