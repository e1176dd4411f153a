import type { CityAttribute, CityCategory } from "../../../shared/city.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import type { ColourClass } from "./colour-plan.ts";

/** What an attribute is called, with its group where it needs one to be told from others. */
export function sayAttributeName({ label, group }: CityAttribute): string {
  const name = label[language.value];
  return group === undefined ? name : `${group[language.value]} · ${name}`;
}

/** A class of an attribute in words. */
export function sayClass(attribute: CityAttribute, one: ColourClass): string {
  const { category, from, to, key, several } = one;
  if (category !== undefined) return sayCategory(attribute, category);
  if (key === "~none") return say("colours.no-value");
  if (key === "~others")
    return several ? say("colours.others-of", { count: several }) : say("colours.others");
  if (from !== undefined && to !== undefined)
    return say("colours.between", {
      from: sayNumber(attribute, from, false),
      to: sayNumber(attribute, to),
    });
  if (to !== undefined) return say("colours.below", { to: sayNumber(attribute, to) });
  if (from !== undefined) return say("colours.from", { from: sayNumber(attribute, from) });
  return say("colours.all");
}

export function sayCategory({ type }: CityAttribute, { value, label }: CityCategory): string {
  if (label !== undefined) return label[language.value];
  if (type === "boolean") return say(value === "true" ? "model.yes" : "model.no");
  return value;
}

/** A number of an attribute, with its unit; years as years are written. */
export function sayNumber(attribute: CityAttribute, value: number, withUnit = true): string {
  const text = isYears(attribute) ? String(Math.round(value)) : formatNumber(value);
  const unit = withUnit ? sayUnit(attribute.unit) : undefined;
  return unit === undefined ? text : `${text}\u00a0${unit}`;
}

/** A unit as people write it. */
function sayUnit(unit: string | undefined): string | undefined {
  if (unit === "m2") return "m²";
  if (unit === "m3") return "m³";
  return unit === "hour" ? say("unit.hour") : unit;
}

/** Numbers without a unit that are all in the time of calendars are years. */
function isYears({ type, unit, range, path }: CityAttribute): boolean {
  if (type === "date") return true;
  if (unit !== undefined || range === undefined) return false;
  return range[0] >= 1000 && range[1] <= 2200 && /year|date|年/i.test(path);
}
