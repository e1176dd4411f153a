import type { RegionProperties } from "../../../shared/region.ts";
import type { PlainWord } from "../../ui/words/word-key.ts";
import { fieldOfMoment, momentOfField } from "../../ui/zoned-time.ts";

/** What the form of a region has fields for. */
export type FormField = "name" | "floor" | "ceiling" | "validFrom" | "validTo";

export type RegionFields = Readonly<Record<FormField, string>>;

/** A region's properties as its form holds them; times as clocks show them in a zone. */
export function fieldsOf(properties: RegionProperties, zone: string | undefined): RegionFields {
  const { name, floor, ceiling, validFrom, validTo } = properties;
  const time = (iso: string | undefined) => {
    const moment = Date.parse(iso ?? "");
    return Number.isNaN(moment) ? "" : fieldOfMoment(moment, zone).slice(0, 16);
  };
  return {
    name,
    floor: floor === undefined ? "" : `${floor}`,
    ceiling: ceiling === undefined ? "" : `${ceiling}`,
    validFrom: time(validFrom),
    validTo: time(validTo),
  };
}

/** What a form means, or the word that says what is wrong with it. */
export function readFields(
  fields: RegionFields,
  zone: string | undefined,
): RegionProperties | PlainWord {
  const name = fields.name.trim();
  if (name === "") return "areas.name-missing";
  const [floor, ceiling] = [numberOf(fields.floor), numberOf(fields.ceiling)];
  if (floor !== undefined && ceiling !== undefined && floor >= ceiling)
    return "areas.heights-crossed";
  const [from, to] = [momentOfField(fields.validFrom, zone), momentOfField(fields.validTo, zone)];
  if (from !== undefined && to !== undefined && from >= to) return "areas.valid-crossed";
  return {
    name,
    ...(floor === undefined ? {} : { floor }),
    ...(ceiling === undefined ? {} : { ceiling }),
    ...(from === undefined ? {} : { validFrom: new Date(from).toISOString() }),
    ...(to === undefined ? {} : { validTo: new Date(to).toISOString() }),
  };
}

function numberOf(text: string): number | undefined {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}
