import { KIND_TRAITS } from "../../../shared/entity.ts";
import { announce } from "../../ui/live-region.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { FollowMode } from "../scene/camera/camera-controls.ts";
import { nameOf } from "./name-of.ts";

/** Goes with an entity that way, or no more where that is done already. */
export function toggleFollow(room: Room, id: string, mode: FollowMode): void {
  const camera = room.scene.peek()?.camera;
  if (camera === undefined) return;
  const now = camera.following.peek();
  if (now?.id === id && now.mode === mode) {
    camera.stopFollowing();
    announce(say("camera.stopped"));
    return;
  }
  camera.follow(id, mode);
  const name = nameOf(room, id);
  announce(say(mode === "follow" ? "camera.following" : "camera.riding", { name }));
}

/** Whether an entity is in the picture, and of a kind that gets anywhere. */
export function canFollow({ store }: Room, id: string): boolean {
  const handle = store.handleOf(id);
  const told = handle === undefined ? undefined : store.describe(handle);
  return told !== undefined && KIND_TRAITS[told.kind].moves;
}
