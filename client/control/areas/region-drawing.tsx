import { later } from "../../ui/later.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

const RegionForm = later(async () => (await import("./region-form.tsx")).RegionForm);

/** A region that is being drawn: how to, then its name and limits. */
export function RegionDrawing({ room }: { room: Room }) {
  const { areas } = room;
  if (areas.drawing.value === "corners") {
    return (
      <div class="region-drawing" role="note">
        <strong>{say("areas.drawing")}</strong>
        <p class="quiet">{say("areas.drawing-how")}</p>
        <button type="button" class="button" onClick={() => areas.discard()}>
          {say("areas.discard")}
        </button>
      </div>
    );
  }
  return <Naming room={room} />;
}

function Naming({ room }: { room: Room }) {
  const { areas } = room;
  return (
    <div class="region-drawing">
      <RegionForm
        room={room}
        title={say("areas.new")}
        properties={{ name: "" }}
        stop={say("areas.discard")}
        onSave={(properties) => areas.keep(properties)}
        onStop={() => areas.discard()}
      />
    </div>
  );
}
