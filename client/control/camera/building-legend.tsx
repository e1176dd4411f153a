import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import { USE_FAMILIES } from "../scene/looks/use-families.ts";
import { familyWords } from "./family-words.ts";

/** Which colour a building has for what it is used for; a letter stands in each for those who see few colours. */
export function BuildingLegend() {
  return (
    <ul class="use-legend" aria-label={say("camera.legend")}>
      {USE_FAMILIES.map((family) => (
        <li key={family.id}>
          <span class="use-swatch" aria-hidden="true" style={{ background: family.color }}>
            {family.sign[language.value]}
          </span>
          <span>{familyWords(family)}</span>
        </li>
      ))}
    </ul>
  );
}
