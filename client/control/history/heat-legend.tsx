import { sayPast } from "../../ui/words/say-past.ts";
import { heatLegend } from "./heat-shown.ts";
import { sayClass } from "./heat-words.ts";

/** Size of the least square in its place, as it is painted on the map. */
const LEAST = 0.5;

/** What the squares of heat mean: colour and size, with their numbers. */
export function HeatLegend() {
  const classes = heatLegend.value;
  return (
    <figure class="heat-legend">
      <ol>
        {classes.map(({ color, from, to }, place) => {
          const side = LEAST + ((1 - LEAST) * place) / Math.max(1, classes.length - 1);
          return (
            <li key={color}>
              <span class="heat-place" aria-hidden="true">
                <span style={{ background: color, width: `${side}rem`, height: `${side}rem` }} />
              </span>
              {sayClass(from, to)}
            </li>
          );
        })}
      </ol>
      <figcaption class="quiet">{sayPast("heat-unit")}</figcaption>
    </figure>
  );
}
