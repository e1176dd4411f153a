import { Camera, Copy, Image } from "lucide";
import { Choice } from "../../ui/choice.tsx";
import { Icon } from "../../ui/icon.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { StillTold } from "./still-told.tsx";
import { canCopyStill, copyStill, saveStill, stillState } from "./stills.ts";
import { toolSettings } from "./tool-settings.ts";

/** Saves the map as a picture, or copies it. */
export function StillSection({ room }: { room: Room }) {
  const last = stillState.value;
  const isDrawing = last?.state === "drawing";
  const { pictureTimes } = toolSettings;
  return (
    <>
      <div class="tools-choices">
        <button type="button" class="button" disabled={isDrawing} onClick={() => saveStill(room)}>
          <Icon of={Camera} />
          {say("tools.picture-save")}
        </button>
        {canCopyStill() && (
          <button type="button" class="button" disabled={isDrawing} onClick={() => copyStill(room)}>
            <Icon of={Copy} />
            {say("tools.picture-copy")}
          </button>
        )}
        <Choice
          icon={Image}
          label={say("tools.picture-size")}
          value={pictureTimes.value}
          choices={[
            ["1", say("tools.picture-once")],
            ["2", say("tools.picture-twice")],
          ]}
          onChoose={(chosen) => {
            pictureTimes.value = chosen;
          }}
        />
      </div>
      {last === undefined && <p class="quiet tools-note">{say("tools.picture-how")}</p>}
      <StillTold />
    </>
  );
}
