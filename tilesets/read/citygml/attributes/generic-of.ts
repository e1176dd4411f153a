import { isKnownAttribute } from "../../attribute-labels.ts";
import type { XmlElement } from "../xml-element.ts";
import { localName } from "./local-name.ts";
import { plain } from "./qualifier-of.ts";
import { readValue, type Value, type ValueContext } from "./read-value.ts";

/** A generic attribute, or a set of them. */
export interface Generic {
  readonly segment: string;
  readonly value?: Value | undefined;
  readonly set?: readonly XmlElement[];
}

/** How CityGML's generic attributes are typed: 2.0 `gen:intAttribute`, 3.0 `gen:IntAttribute`. */
const TYPES: Readonly<Record<string, "text" | "number" | undefined>> = {
  stringAttribute: "text",
  uriAttribute: "text",
  intAttribute: "number",
  doubleAttribute: "number",
  measureAttribute: "number",
  dateAttribute: undefined,
  codeAttribute: undefined,
};

/**
 * A generic attribute by its own name, in CityGML 2.0 (`gen:stringAttribute name="建物ID"`) and 3.0
 * (`core:genericAttribute` with `gen:name` inside). Undefined for other elements. One that calls itself
 * like a standard attribute is put under `genericAttribute`, for it may mean something else.
 */
export function genericOf(element: XmlElement, context: ValueContext): Generic | undefined {
  const holds = element.name.endsWith(":genericAttribute") && element.children[0];
  const generic = holds || element;
  if (!generic.name.startsWith("gen:")) return undefined;
  const local = localName(generic);
  const type = local.charAt(0).toLowerCase() + local.slice(1);
  const isSet = type === "genericAttributeSet";
  if (!isSet && !Object.hasOwn(TYPES, type)) return undefined;
  const segment = segmentFor(generic);
  if (isSet)
    return { segment, set: generic.children.filter((child) => localName(child) !== "name") };
  const value = generic.children.find((child) => localName(child) === "value");
  return { segment, value: value && readValue(value, context, TYPES[type]) };
}

function segmentFor(generic: XmlElement): string {
  const named = generic.children.find((child) => localName(child) === "name");
  const name = plain((generic.attributes.get("name") ?? named?.text ?? "").trim()) || "?";
  return isKnownAttribute(name) ? `genericAttribute/${name}` : name;
}
