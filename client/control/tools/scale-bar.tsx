import { say } from "../../ui/words/say.ts";
import type { Scene } from "../scene.ts";
import { formatScale } from "./format-scale.ts";
import { niceLength } from "./nice-length.ts";

/** CSS pixels that the bar is at most. */
const LONGEST = 110;

/** How long things are in the middle of the map. Nothing where the middle is sky. */
export function ScaleBar({ scene }: { scene: Scene }) {
  const scale = scene.tools.scale.value;
  if (scale === undefined) return null;
  const length = niceLength(scale.metres * LONGEST);
  const text = formatScale(length);
  return (
    <div class="scale-bar" role="img" aria-label={say("tools.scale", { length: text })}>
      <span title={say("tools.scale-title")}>{text}</span>
      <i style={{ width: `${length / scale.metres}px` }} />
    </div>
  );
}
