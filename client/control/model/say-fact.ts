import { BUILDING_USES } from "../../../shared/building-use.ts";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import { sayAttribute } from "../../ui/words/say-attribute.ts";
import { sayCategory, sayNumber } from "../colours/say-class.ts";
import { plainName } from "../read-building.ts";
import type { FeatureFact } from "./feature-facts.ts";
import { typeWords } from "./type-words.ts";

/** A moment as computers write it, with seconds and parts of them. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::[\d.]+)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** What a fact is called. */
export function sayFactName({ id, attribute }: FeatureFact): string {
  if (attribute !== undefined) return attribute.label[language.value];
  // What our own tiles call the type that the source gives a thing.
  if (id === "class") return say("model.type");
  return sayAttribute(plainName(id)) ?? id;
}

/** Its value in words, with its unit. */
export function sayFact({ id, value, attribute }: FeatureFact): string {
  if (typeof value === "boolean") return say(value ? "model.yes" : "model.no");
  if (typeof value === "number")
    return attribute === undefined ? String(value) : sayNumber(attribute, value);
  const category = attribute?.values?.find((each) => each.value === value);
  if (attribute !== undefined && category?.label !== undefined)
    return sayCategory(attribute, category);
  if (id === "class") return typeWords(value)[language.value];
  const use = id === "use" ? BUILDING_USES.find((each) => each === value) : undefined;
  return use === undefined ? momentOr(value) : say(`use.${use}`);
}

/** A moment as people write it, in the zone in which it was given; anything else as it is. */
function momentOr(value: string): string {
  const [, day, time] = MOMENT.exec(value) ?? [];
  if (day === undefined) return value;
  return time === "00:00" ? day : `${day} ${time}`;
}

/** The code that its value stands for; undefined where the value is the code. */
export function codeOf({ value, attribute }: FeatureFact): string | undefined {
  const code = attribute?.values?.find((each) => each.value === value)?.code;
  return code === value ? undefined : code;
}
