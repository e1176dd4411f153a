import type { SaxesTagNS } from "saxes";
import { ownText } from "../../xml/own-text.ts";
import { wellKnownPrefix } from "../../xml/well-known-prefix.ts";
import type { XmlName } from "../../xml/xml-name.ts";
import type { XmlElement } from "../xml-element.ts";

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** An element that is open, and no geometry. */
export interface OpenElement {
  readonly name: XmlName;
  readonly attributes: ReadonlyMap<string, string>;
  text: string;
  readonly children: XmlElement[];
  /** Whether geometry or another object stood in it: then it is no attribute, unless it tells more. */
  leads: boolean;
}

export function openElement(name: XmlName, tag: SaxesTagNS): OpenElement {
  return { name, attributes: attributesIn(tag), text: "", children: [], leads: false };
}

/** The element as attributes are read from it; undefined where it says nothing of its own. */
export function closedElement(open: OpenElement): XmlElement | undefined {
  const { name, attributes, children } = open;
  const text = ownText(open.text.trim());
  if (open.leads && children.length === 0 && text === "") return undefined;
  return { name: name.full, attributes, text, children };
}

function attributesIn(tag: SaxesTagNS): ReadonlyMap<string, string> {
  let found: Map<string, string> | undefined;
  for (const written in tag.attributes) {
    const attribute = tag.attributes[written];
    if (attribute === undefined || attribute.prefix === "xmlns" || written === "xmlns") continue;
    found ??= new Map();
    const prefix = attribute.prefix === "" ? "" : wellKnownPrefix(attribute.uri);
    found.set(prefix ? `${prefix}:${attribute.local}` : attribute.name, ownText(attribute.value));
  }
  return found ?? NO_ATTRIBUTES;
}
