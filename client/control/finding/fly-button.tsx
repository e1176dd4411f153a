import { Navigation } from "lucide";
import type { Position } from "../../../shared/observation.ts";
import { Icon } from "../../ui/icon.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

/** Flies to a place. */
export function FlyButton({ position, room }: { position: Position; room: Room }) {
  const scene = room.scene.value;
  return (
    <button
      type="button"
      class="button"
      disabled={scene === undefined}
      onClick={() => scene?.flyTo(position)}
    >
      <Icon of={Navigation} />
      {say("inspector.fly")}
    </button>
  );
}
