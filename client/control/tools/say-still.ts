import { say } from "../../ui/words/say.ts";
import type { StillState } from "./still-state.ts";

/** What became of a picture, in words. */
export function sayStill(last: StillState): string {
  switch (last.state) {
    case "drawing":
      return say("tools.picture-drawing");
    case "failed":
      return say("tools.picture-failed", { message: last.message });
    case "saved":
    case "copied": {
      const { name, width, height } = last;
      return say(`tools.picture-${last.state}`, { name, width: `${width}`, height: `${height}` });
    }
  }
}
