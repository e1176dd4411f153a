import { TILE_LIMITS } from "../../../limits.ts";
import type { Attribute } from "../../../model/attribute.ts";
import type { Codelists } from "../codelists.ts";
import type { XmlElement } from "../xml-element.ts";
import { localName } from "./local-name.ts";

/** An attribute without its path. */
export type Value = Omit<Attribute, "path">;

/** What values are read with. */
export interface ValueContext {
  readonly codelists: Codelists;
  /** Told of each rule by which a value was changed, for the tally. */
  readonly note: (rule: string) => void;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const DATE = /^(\d{4}-\d{2}(-\d{2})?)(T[\d:.]+)?(Z|[+-]\d{2}:\d{2})?$/;
/** A year may have a time zone in GML. */
const YEAR = /^(\d{4})(Z|[+-]\d{2}:\d{2})?$/;
/** Elements that hold texts, also where they look like numbers. */
const TEXTS =
  /(ID|Id|[cC]ode|[nN]umber|[nN]ame|[nN]ote|[rR]eference|[aA]ddress|[lL]ocation|[dD]escription|identifier|externalReference)$/;
/** Elements that hold codes, also where no list is named. */
const CODED = /^(class|function|usage|roofType|species|mimeType|kind|type)$|Type$/;

/** Characters of a list's place that are told. */
const LONGEST_NAME = 300;

/**
 * What an element without children says. Undefined where it says nothing, or that nothing is known.
 * @param as what it is, where its element tells
 */
export function readValue(
  element: XmlElement,
  context: ValueContext,
  as?: "text" | "number",
): Value | undefined {
  const text = element.text || element.attributes.get("xlink:href") || "";
  if (text === "" || element.attributes.get("xsi:nil") === "true") return undefined;
  const codeSpace = element.attributes.get("codeSpace");
  if (codeSpace !== undefined) return coded(text, codeSpace, context);
  const name = localName(element);
  if (as === "text" || (as === undefined && TEXTS.test(name))) return said(text, "text", context);
  if (/[yY]ear/.test(name) && YEAR.test(text)) return yearOf(text);
  const unit = element.attributes.get("uom");
  if (as === undefined && unit === undefined && CODED.test(name))
    return said(text, "category", context);
  if (isUnknown(text, name)) return undefined;
  return numberOf(text, unit, as) ?? dateOf(text) ?? booleanOf(text) ?? said(text, "text", context);
}

function coded(code: string, codeSpace: string, { codelists, note }: ValueContext): Value {
  const list = codelists.get(codeSpace);
  if (list === undefined) note(withoutList(codeSpace, codelists));
  const label = list?.get(code) ?? code;
  return { value: short(label, note), kind: "category", code: short(code, note) };
}

function withoutList(codeSpace: string, codelists: Codelists): string {
  if (!codelists.has(codeSpace))
    return `codes stay codes, for more than ${TILE_LIMITS.codelists} codelists are named`;
  const file = codeSpace.slice(codeSpace.lastIndexOf("/") + 1).slice(0, LONGEST_NAME);
  return `codes stay codes, for the codelist ${file} is missing`;
}

/** PLATEAU's marks, by its standard product specification. */
function isUnknown(text: string, name: string): boolean {
  if (!NUMBER.test(text)) return text.startsWith("0001-01-01");
  const value = Number(text);
  return value === -9999 || (value === 9999 && name.startsWith("storeys"));
}

function numberOf(text: string, unit?: string, as?: "number"): Value | undefined {
  if (!NUMBER.test(text)) return undefined;
  // What begins with a 0 and goes on is a code: 0012, 09010203.
  if (as === undefined && unit === undefined && /^0\d/.test(text)) return undefined;
  const value = Number(text);
  // Whole numbers too long to be kept exactly are numbers of things, not counts.
  if (!Number.isFinite(value) || (/^[+-]?\d+$/.test(text) && !Number.isSafeInteger(value)))
    return undefined;
  return unit === undefined ? { value, kind: "number" } : { value, kind: "number", unit };
}

function yearOf(text: string): Value | undefined {
  const year = Number(text.slice(0, 4));
  return year <= 1 ? undefined : { value: year, kind: "number" };
}

/** A day, or a month; of a moment its day and time as they stand. */
function dateOf(text: string): Value | undefined {
  const found = DATE.exec(text);
  if (found === null) return undefined;
  const [, day = "", , time] = found;
  return { value: time === undefined ? day : text, kind: "date" };
}

function booleanOf(text: string): Value | undefined {
  return text === "true" || text === "false"
    ? { value: text === "true", kind: "boolean" }
    : undefined;
}

function said(text: string, kind: "text" | "category", { note }: ValueContext): Value {
  const value = short(text, note);
  return kind === "category" ? { value, kind, code: value } : { value, kind };
}

function short(text: string, note: (rule: string) => void): string {
  const { attributeLength } = TILE_LIMITS;
  if (text.length <= attributeLength) return text;
  note(`texts cut after ${attributeLength} characters`);
  return `${text.slice(0, attributeLength)}…`;
}
