import type { KeyBinding } from "../../ui/key-table.ts";
import { announce } from "../../ui/live-region.tsx";
import { say } from "../../ui/words/say.ts";
import { sayColours } from "../colours/say-colours.ts";
import type { Room } from "../room.ts";
import type { CameraPreset, FollowMode } from "../scene/camera/camera-controls.ts";
import { canFollow, toggleFollow } from "./toggle-follow.ts";

/** Keys of the camera and of how the map is drawn. */
export function lookKeys(room: Room): readonly KeyBinding[] {
  const follow = (mode: FollowMode) => () => {
    const chosen = room.selection.current.peek();
    const now = room.scene.peek()?.camera.following.peek();
    const id = now?.id ?? (chosen?.type === "entity" ? chosen.id : undefined);
    if (id === undefined || (now === undefined && !canFollow(room, id))) {
      announce(say("camera.choose-first"));
      return;
    }
    toggleFollow(room, id, mode);
  };
  const preset = (which: CameraPreset) => () => room.scene.peek()?.camera.preset(which);
  const stop = () => {
    const now = room.scene.peek()?.camera.following.peek();
    if (now === undefined) return false;
    toggleFollow(room, now.id, now.mode);
    return true;
  };
  const otherBuildings = () => {
    const { buildings, colours } = room;
    const isColoured = buildings.peek() === "use" || colours.plan.peek() !== undefined;
    const last = isColoured ? undefined : colours.last;
    colours.choose(last);
    buildings.value = isColoured || last !== undefined ? "plaster" : "use";
    if (isColoured) announce(say("camera.said-plaster"));
    else if (last === undefined) announce(say("camera.said-use"));
    else announce(say("colours.said", { name: sayColours(room) }));
  };
  const otherLabels = () => {
    room.labels.value = room.labels.peek() === "on" ? "off" : "on";
    announce(say(room.labels.peek() === "on" ? "camera.said-labels" : "camera.said-no-labels"));
  };
  return [
    { keys: ["0"], group: "camera", word: "camera.overview-title", act: preset("overview") },
    { keys: ["h"], group: "camera", word: "camera.district-title", act: preset("district") },
    { keys: ["y"], group: "camera", word: "camera.street-title", act: preset("street") },
    { keys: ["v"], group: "camera", word: "camera.key-follow", act: follow("follow") },
    { keys: ["c"], group: "camera", word: "camera.key-cockpit", act: follow("cockpit") },
    { keys: ["Escape"], group: "camera", word: "camera.stop", act: stop },
    { keys: ["b"], group: "camera", word: "camera.key-buildings", act: otherBuildings },
    { keys: ["j"], group: "camera", word: "camera.key-labels", act: otherLabels },
  ];
}
