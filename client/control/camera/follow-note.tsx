import { LocateFixed, Video, X } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { announce } from "../../ui/live-region.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { Scene } from "../scene.ts";
import { nameOf } from "./name-of.ts";
import { toggleFollow } from "./toggle-follow.ts";

/** Milliseconds that the map says whom it has lost. */
const TOLD = 8_000;

/** Says on the map whom the camera goes with, and lets them go; or that they have left the picture. */
export function FollowNote({ scene, room }: { scene: Scene; room: Room }) {
  const now = scene.camera.following.value;
  const lost = useLost(scene, room);
  if (now === undefined) {
    if (lost === undefined) return null;
    return <p class="follow-note">{say("camera.gone", { name: lost })}</p>;
  }
  const { id, mode } = now;
  const name = nameOf(room, id);
  const isInside = mode === "cockpit";
  const other = isInside ? "follow" : "cockpit";
  return (
    <div class="follow-note">
      <Icon of={isInside ? Video : LocateFixed} />
      <span>{say(isInside ? "camera.riding" : "camera.following", { name })}</span>
      <IconButton
        small
        icon={isInside ? LocateFixed : Video}
        label={say(`camera.${other}`)}
        keys={isInside ? "V" : "C"}
        onClick={() => toggleFollow(room, id, other)}
      />
      <IconButton
        small
        icon={X}
        label={say("camera.stop")}
        keys="Esc"
        onClick={() => toggleFollow(room, id, mode)}
      />
    </div>
  );
}

/** Who has just left the picture while the camera went with them. */
function useLost(scene: Scene, room: Room): string | undefined {
  const ended = scene.camera.ended.value;
  const [told, setTold] = useState(ended);
  const isLost = ended?.why === "gone" && told !== ended;
  const name = isLost ? nameOf(room, ended.id) : undefined;
  useEffect(() => {
    if (name === undefined) return undefined;
    announce(say("camera.gone", { name }));
    const timer = setTimeout(() => setTold(ended), TOLD);
    return () => clearTimeout(timer);
  }, [ended, name]);
  return name;
}
