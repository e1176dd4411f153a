import { formatNumber } from "../../ui/format-number.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { AREA_STEPS } from "../scene/areas/area-scale.ts";

/** What the colours of districts mean: each step with its numbers. */
export function ShadeLegend({ room }: { room: Room }) {
  const { shading, measure } = room.areas.settings;
  if (shading.value === "none") return null;
  const width = room.areas.shown.step.value;
  const write = (value: number) => formatNumber(value, { digits: width < 1 ? 2 : 0 });
  return (
    <figure class="shade-legend" aria-label={say("areas.legend")}>
      <ol>
        {AREA_STEPS.map((color, step) => (
          <li
            key={color}
            title={say("areas.legend-step", {
              from: write(step * width),
              to: write((step + 1) * width),
            })}
          >
            <span class="shade-swatch" style={{ background: color }} />
            {write((step + 1) * width)}
          </li>
        ))}
      </ol>
      <figcaption class="quiet">
        {say(`areas.legend-unit-${measure.value}`)} · {say("areas.legend-nothing")}
      </figcaption>
    </figure>
  );
}
