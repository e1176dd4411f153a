import type { Position } from "../../../shared/observation.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { say } from "../../ui/words/say.ts";

/** Where something is, as two numbers that can be copied: latitude first, as people and other maps write it. */
export function Coordinates({ position }: { position: Position }) {
  const text = `${position.latitude.toFixed(6)}, ${position.longitude.toFixed(6)}`;
  return (
    <>
      <dt>{say("inspector.position")}</dt>
      <dd class="with-copy">
        <span class="code" title={`${say("inspector.latitude")}, ${say("inspector.longitude")}`}>
          {text}
        </span>
        <CopyButton text={text} />
      </dd>
    </>
  );
}
