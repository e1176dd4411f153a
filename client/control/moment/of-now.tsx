import { TriangleAlert } from "lucide";
import { Icon } from "../../ui/icon.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { say } from "../../ui/words/say.ts";
import type { PlainWord } from "../../ui/words/word-key.ts";
import type { Room } from "../room.ts";

/** Says, while the past is shown, that what follows is not of it. */
export function OfNow({ room, why }: { room: Room; why?: PlainWord }) {
  if (room.clock.state.value.mode === "live") return null;
  return (
    <p class="of-now">
      <Icon of={TriangleAlert} />
      <span>
        <strong>{say("moment.of-now")}</strong>
        {why !== undefined && <span class="of-now-why">{say(why)}</span>}
      </span>
    </p>
  );
}

/** A panel that only knows now: in the past it says so before all else. */
export function ofNow(room: Room, panel: PanelParts, why?: PlainWord): PanelParts {
  return {
    ...panel,
    body: () => (
      <>
        <OfNow room={room} {...(why === undefined ? {} : { why })} />
        {panel.body()}
      </>
    ),
  };
}
