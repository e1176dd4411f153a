import { formatNumber } from "../../ui/format-number.ts";
import { languageOf } from "../../ui/words/language-of.ts";
import { say } from "../../ui/words/say.ts";
import { sayAttribute } from "../../ui/words/say-attribute.ts";
import type { Hazard } from "../read-building.ts";

/** How deep the water may stand at a building, by each hazard map. */
export function Hazards({ hazards }: { hazards: readonly Hazard[] }) {
  return (
    <>
      <h4>{say("building.hazards")}</h4>
      <ul class="hazards">
        {hazards.map((hazard, place) => (
          <HazardRow key={`${hazard.kind} ${place}`} hazard={hazard} />
        ))}
      </ul>
    </>
  );
}

function HazardRow({ hazard }: { hazard: Hazard }) {
  const { kind, map, assumption, depth, rank, hours } = hazard;
  const small = [map, assumption, depth === undefined ? undefined : rank].filter(
    (each) => each !== undefined && each !== "",
  );
  if (hours !== undefined)
    small.push(say("building.lasts", { hours: Math.round(hours * 10) / 10 }));
  const text = small.join(" · ");
  return (
    <li>
      <span>{sayAttribute(kind) ?? kind}</span>
      <span class="hazard-depth">
        {depth === undefined ? rank : `${formatNumber(depth, { digits: 2 })} m`}
      </span>
      <span class="quiet hazard-map" lang={languageOf(text)}>
        {text}
      </span>
    </li>
  );
}
