import { VectorSquare } from "lucide";
import { Icon } from "../../ui/icon.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { Switch } from "../../ui/switch.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { DeskNoteLine } from "./desk-note-line.tsx";
import { RegionDrawing } from "./region-drawing.tsx";
import { RegionFiles } from "./region-files.tsx";
import { RegionList } from "./region-list.tsx";

/** The regions that the server watches: drawing, reading and finding them. */
export function RegionSection({ room }: { room: Room }) {
  const { regions } = room.areas.settings;
  return (
    <section class="areas-part" aria-labelledby="areas-regions">
      <div class="areas-head">
        <h3 id="areas-regions">{say("areas.regions")}</h3>
        <RegionFiles room={room} />
        <Switch
          label={say("areas.show-regions")}
          on={regions.value === "shown"}
          onChange={(on) => {
            regions.value = on ? "shown" : "hidden";
          }}
        />
      </div>
      {room.areas.drawing.value === undefined ? (
        <DrawButton room={room} />
      ) : (
        <RegionDrawing room={room} />
      )}
      <DeskNoteLine room={room} />
      <Regions room={room} />
    </section>
  );
}

function DrawButton({ room }: { room: Room }) {
  const hasMap = room.scene.value !== undefined;
  return (
    <button
      type="button"
      class="button areas-draw"
      disabled={!hasMap}
      aria-keyshortcuts="z"
      title={hasMap ? `${say("areas.draw")} (z)` : say("areas.draw-no-map")}
      onClick={() => room.areas.draw()}
    >
      <Icon of={VectorSquare} />
      {say("areas.draw")}
    </button>
  );
}

function Regions({ room }: { room: Room }) {
  const asked = room.answers.regions.value;
  if (asked.state === "loading") return <Skeleton />;
  if (asked.state === "failed") {
    return (
      <State as="error" title={say("areas.regions-failed")}>
        <p>{asked.problem.message}</p>
      </State>
    );
  }
  if (asked.data.features.length === 0) {
    return (
      <State as="empty" title={say("areas.no-regions")}>
        <p>{say("areas.no-regions-how")}</p>
      </State>
    );
  }
  return <RegionList regions={asked.data.features} room={room} />;
}
