import type { Bilingual } from "../../../shared/city.ts";
import { TILE_LIMITS } from "../../limits.ts";
import type { Attribute } from "../../model/attribute.ts";
import { countOf, metresOf } from "./measure.ts";
import type { Tags } from "./osm-element.ts";

/** Keys whose values are lengths, and counts. */
const LENGTHS =
  /(^|:)(height|min_height|width|est_width|est_height|ele|depth|length|diameter|maxheight|maxwidth|maxlength)$/;
const COUNTS =
  /(^|:)(levels|min_level|max_level|flats|units|capacity|beds|population|lanes|layer|gauge|angle|rooms|admin_level|voltage|frequency|tracks|step_count|circumference)$/;
const DATES = /(^|:|_)date$|^opening_date$|^year_of_construction$|^construction_date$/;
/** Keys whose values are for reading: of each there are as many as there are things. */
const TEXTS =
  /^(name|alt_name|old_name|official_name|short_name|loc_name|int_name|reg_name|description|note|fixme|ref|website|url|email|phone|fax|operator|opening_hours|wikipedia|wikidata|image|mapillary|inscription|comment|destination|owner|brand)(:|$)|^(addr|contact|source|ref|name|operator|brand|is_in|note):|(:|_)(name|ref|note|description|wikidata|wikipedia|website|conditional)$/;

/** All that an element says of itself, each with its key as its path. */
export function tagAttributes(tags: Tags, within = ""): Attribute[] {
  const attributes: Attribute[] = [];
  for (const [key, text] of tags) {
    if (key === "" || text.trim() === "") continue;
    const path = `${within}${key}`.slice(0, TILE_LIMITS.attributePath);
    attributes.push({
      path,
      ...typedValue(key, text.trim().slice(0, TILE_LIMITS.attributeLength)),
    });
  }
  return attributes;
}

function typedValue(key: string, text: string): Omit<Attribute, "path"> {
  if (LENGTHS.test(key)) {
    const metres = metresOf(text);
    if (metres !== undefined) return { value: rounded(metres), kind: "number", unit: "m" };
  }
  if (COUNTS.test(key)) {
    const count = countOf(text);
    if (count !== undefined) return { value: count, kind: "number" };
  }
  if (DATES.test(key) && /^\d{4}(-\d\d(-\d\d)?)?$/.test(text)) return { value: text, kind: "date" };
  return { value: text, kind: TEXTS.test(key) ? "text" : "category" };
}

/** To a millimetre, so that feet make no long numbers. */
function rounded(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}

/** Its name in both languages of the pages; each stands in for the other. */
export function nameOf(tags: Tags): Bilingual | undefined {
  const plain = tags.get("name");
  const en = tags.get("name:en") ?? tags.get("int_name") ?? plain ?? tags.get("name:ja");
  const ja = tags.get("name:ja") ?? plain ?? en;
  if (en === undefined || ja === undefined || en.trim() === "" || ja.trim() === "")
    return undefined;
  return { en: en.slice(0, NAME), ja: ja.slice(0, NAME) };
}

/** Characters of a name: the readers of a city's networks take no more than 500. */
const NAME = 400;
