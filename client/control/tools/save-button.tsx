import { Camera } from "lucide";
import { IconButton } from "../../ui/icon-button.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { saveStill, stillState } from "./stills.ts";

/** Saves the map as a picture; what became of it is told in the tools and to a screen reader. */
export function SaveButton({ room }: { room: Room }) {
  return (
    <IconButton
      icon={Camera}
      label={say("tools.picture-save")}
      disabled={stillState.value?.state === "drawing"}
      onClick={() => saveStill(room)}
    />
  );
}
