import { BUILDING_USES } from "../../../shared/building-use.ts";
import type { Found } from "../../../shared/found.ts";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import { readBuilding } from "../read-building.ts";

/** What was found in words: its name, and under it what it is and where. */
export interface SaidFound {
  readonly name: string;
  readonly what: string;
  /** Where it is, or who tells of it. */
  readonly where: string;
}

/** Everything in the page's language, as far as there is a name in it. */
export function sayFound(found: Found): SaidFound {
  switch (found.type) {
    case "entity": {
      const what = say(`kind-one.${found.kind}`);
      return { name: found.name ?? found.id, what, where: found.source };
    }
    case "place": {
      const what = say(`finding.place-${found.place}`);
      return { name: found.name[language.value], what, where: districtOf(found) };
    }
    case "building": {
      const { name, nameJa, facts } = readBuilding(new Map(Object.entries(found.properties)));
      const told = language.value === "ja" ? (nameJa ?? name) : (name ?? nameJa);
      const use = BUILDING_USES.find((each) =>
        facts.some(({ key, value }) => key === "use" && value === each),
      );
      const what = use === undefined ? say("building.unnamed") : say(`use.${use}`);
      return { name: told ?? found.id, what, where: districtOf(found) };
    }
  }
}

function districtOf({ district }: Extract<Found, { district?: unknown }>): string {
  return district?.[language.value] ?? "";
}
