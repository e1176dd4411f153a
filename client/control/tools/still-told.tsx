import { State } from "../../ui/state.tsx";
import { sayStill } from "./say-still.ts";
import { stillState } from "./stills.ts";

/** What became of the last picture. */
export function StillTold() {
  const last = stillState.value;
  if (last === undefined) return null;
  if (last.state === "failed") return <State as="error" title={sayStill(last)} />;
  return <p class="quiet tools-note">{sayStill(last)}</p>;
}
