import type { ComponentChildren } from "preact";
import type { Room } from "../room.ts";
import type { Scene } from "../scene.ts";
import { Readout } from "./readout.tsx";
import { ScaleBar } from "./scale-bar.tsx";

/** The map's lower left corner: what is told of the map itself. */
export function MapFoot(props: { scene: Scene; room: Room; children: ComponentChildren }) {
  return (
    <div class="map-foot">
      {props.children}
      <Readout scene={props.scene} room={props.room} />
      <ScaleBar scene={props.scene} />
    </div>
  );
}
