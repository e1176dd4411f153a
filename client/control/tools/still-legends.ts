import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { say } from "../../ui/words/say.ts";
import { familyWords } from "../camera/family-words.ts";
import { sayClass } from "../colours/say-class.ts";
import { sayColours } from "../colours/say-colours.ts";
import { historyLegends } from "../history/history-choices.ts";
import type { Room } from "../room.ts";
import { AREA_STEPS } from "../scene/areas/area-scale.ts";
import { USE_FAMILIES } from "../scene/looks/use-families.ts";
import type { FooterSign } from "./still-footer.ts";

/** What the signs and colours of a picture mean: kinds, and what buildings and districts are coloured by. */
export function stillLegends(room: Room): FooterSign[][] {
  return [kindsOf(room), buildingsOf(room), districtsOf(room), ...pastOnMap()];
}

/** Ways of the past and heat. */
function pastOnMap(): FooterSign[][] {
  return historyLegends.value.map((line) => line.map((sign) => ({ shape: "swatch", ...sign })));
}

function kindsOf(room: Room): FooterSign[] {
  const { byKind } = room.counts.value;
  const hidden = room.hiddenKinds.value;
  return ENTITY_KINDS.filter((kind) => byKind.has(kind) && !hidden.has(kind)).map((kind) => ({
    shape: kind,
    color: `--kind-${kind}`,
    text: say(`kind.${kind}`),
  }));
}

function buildingsOf(room: Room): FooterSign[] {
  const plan = room.colours.plan.value;
  if (plan !== undefined) {
    const shown = plan.classes.filter(({ key }) => !plan.choice.hidden.includes(key));
    return shown.map((one, place) => ({
      ...({ shape: "swatch", color: one.color } as const),
      text: `${place === 0 ? `${sayColours(room)}: ` : ""}${sayClass(plan.attribute, one)}`,
    }));
  }
  if (room.buildings.value !== "use" || room.city.value.state !== "ready") return [];
  return USE_FAMILIES.map((family) => ({
    shape: "swatch",
    color: family.color,
    text: familyWords(family),
  }));
}

function districtsOf(room: Room): FooterSign[] {
  const { shading, measure } = room.areas.settings;
  // In the past districts are not shaded: their counts are of now.
  if (shading.value === "none" || room.clock.state.peek().mode === "replay") return [];
  const width = room.areas.shown.step.value;
  const write = (value: number) => formatNumber(value, { digits: width < 1 ? 2 : 0 });
  const of = shading.value === "all" ? "" : `${say(`kind.${shading.value}`)} · `;
  return AREA_STEPS.map((color, step) => ({
    ...({ shape: "swatch", color } as const),
    text: `${step === 0 ? `${of}${say(`areas.legend-unit-${measure.value}`)} ` : ""}${say(
      "areas.legend-step",
      { from: write(step * width), to: write((step + 1) * width) },
    )}`,
  }));
}
