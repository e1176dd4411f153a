import { Crosshair, type IconNode, LocateFixed, Video } from "lucide";
import { Icon } from "../../ui/icon.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { FollowMode } from "../scene/camera/camera-controls.ts";
import { canFollow, toggleFollow } from "./toggle-follow.ts";

const MODES: readonly { mode: FollowMode; icon: IconNode; key: string }[] = [
  { mode: "follow", icon: LocateFixed, key: "V" },
  { mode: "cockpit", icon: Video, key: "C" },
];

/** Goes with an entity, or sits in it; nothing for what stays where it is. */
export function FollowButtons({ id, room }: { id: string; room: Room }) {
  const camera = room.scene.value?.camera;
  const now = camera?.following.value;
  const isPossible = camera !== undefined && canFollow(room, id);
  if (!isPossible && now?.id !== id) return null;
  return (
    <>
      {MODES.map(({ mode, icon, key }) => {
        const isOn = now?.id === id && now.mode === mode;
        return (
          <button
            key={mode}
            type="button"
            class="button"
            aria-pressed={isOn}
            aria-keyshortcuts={key}
            title={`${say(`camera.${mode}-title`)} (${key})`}
            onClick={() => toggleFollow(room, id, mode)}
          >
            <Icon of={isOn ? Crosshair : icon} />
            {say(`camera.${mode}`)}
          </button>
        );
      })}
    </>
  );
}
