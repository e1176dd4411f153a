import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { CoordinateSettings } from "./coordinate-settings.tsx";
import { MeasureTools } from "./measure-tools.tsx";
import { Results } from "./results.tsx";
import { StillSection } from "./still-section.tsx";

/** The tools, one beneath the other. */
export function ToolsBody({ room }: { room: Room }) {
  const scene = room.scene.value;
  const refused = room.sceneFault.value !== undefined || scene?.fault.value !== undefined;
  if (refused) return <State as="empty" title={say("tools.no-map")} />;
  if (scene === undefined) return <Skeleton />;
  return (
    <div class="tools">
      <section>
        <h3>{say("tools.measure")}</h3>
        <MeasureTools tools={scene.tools} docks={room.docks} />
        <Results tools={scene.tools} />
      </section>
      <section>
        <h3>{say("tools.coordinates")}</h3>
        <CoordinateSettings />
      </section>
      <section>
        <h3>{say("tools.picture")}</h3>
        <StillSection room={room} />
      </section>
    </div>
  );
}
