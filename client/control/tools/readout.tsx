import { useEffect } from "preact/hooks";
import { CopyButton } from "../../ui/copy-button.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { Scene } from "../scene.ts";
import { type CoordinateLine, coordinateLines } from "./coordinates.ts";
import { toolSettings } from "./tool-settings.ts";

/** Where the pointer is, or the middle of the map, in every system; while the person wants to know. */
export function Readout({ scene, room }: { scene: Scene; room: Room }) {
  const isOn = toolSettings.readout.value === "on";
  useEffect(() => {
    scene.tools.setWatched(isOn);
    return () => scene.tools.setWatched(false);
  }, [scene, isOn]);
  if (!isOn) return null;
  const point = scene.tools.pointed.value;
  const found = room.city.value;
  const city = found.state === "ready" ? found.city : undefined;
  return (
    <section class="readout" aria-label={say("tools.coordinates")}>
      <p class="readout-head">{headOf(point)}</p>
      {point !== undefined && (
        <dl>
          {coordinateLines(point, city).map((line) => (
            <ReadoutLine key={line.id} line={line} />
          ))}
        </dl>
      )}
    </section>
  );
}

function headOf(point: { at: "pointer" | "middle"; found: "surface" | "ground" } | undefined) {
  if (point === undefined) return say("tools.points-nowhere");
  return `${say(`tools.at-${point.at}`)} · ${say(`tools.found-${point.found}-short`)}`;
}

function ReadoutLine({ line: { label, title, text, instead } }: { line: CoordinateLine }) {
  return (
    <div class="readout-line" title={title}>
      <dt>{label}</dt>
      <dd class={text === undefined ? "quiet" : ""}>{text ?? instead ?? "…"}</dd>
      {text !== undefined && <CopyButton text={text} what={label} />}
    </div>
  );
}
