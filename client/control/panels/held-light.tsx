import { RotateCcw } from "lucide";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { say } from "../../ui/words/say.ts";
import { LIGHT_ICONS } from "../light-icons.ts";
import type { Room } from "../room.ts";

/** Says on the map that its light is not that of the hour, and lets it go. A globe has no such light. */
export function HeldLight({ room }: { room: Room }) {
  const light = room.light.value;
  if (light === "clock" || room.city.value.state !== "ready") return null;
  return (
    <div class="held-light" title={say("light.held-title")}>
      <Icon of={LIGHT_ICONS[light]} />
      <span>{say("light.held", { light: say(`light.${light}`) })}</span>
      <IconButton
        small
        icon={RotateCcw}
        label={say("light.let-go")}
        onClick={() => {
          room.light.value = "clock";
        }}
      />
    </div>
  );
}
