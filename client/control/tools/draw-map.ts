import { formatTime } from "../../ui/format-time.ts";
import { say } from "../../ui/words/say.ts";
import { sayPast } from "../../ui/words/say-past.ts";
import { awaitMoment } from "../moment/await-moment.ts";
import type { Room } from "../room.ts";
import { drawStill } from "./draw-still.ts";
import { stillContent } from "./still-content.ts";
import { stillFileName } from "./still-file-name.ts";
import type { Still } from "./still-state.ts";
import { toolSettings } from "./tool-settings.ts";

/** Draws the map as it is seen now, with a band that says what it shows. Throws an Error with words for people. */
export async function drawMap(room: Room): Promise<Still> {
  // First the page says that it draws: the frame may take a while.
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (!(await awaitMoment(room.clock))) throw new Error(sayPast("picture-loading"));
  const scene = room.scene.peek();
  if (scene === undefined) throw new Error(say("tools.no-map"));
  const picture = scene.tools.picture(Number(toolSettings.pictureTimes.peek()));
  // All that is written on it is of this moment: drawing takes a while, and the page goes on.
  const isPast = room.clock.state.peek().mode === "replay";
  const content = stillContent(room, picture);
  const style = getComputedStyle(document.documentElement);
  const palette = (role: string) => style.getPropertyValue(role).trim();
  const canvas = await drawStill(picture, content, palette);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error(say("tools.picture-too-large"));
  const found = room.city.peek();
  const city = found.state === "ready" ? found.city.id : "globe";
  const name = stillFileName(isPast ? `${city} past` : city, formatTime(picture.at, "second"));
  return { blob, name, width: canvas.width, height: canvas.height };
}
