import type { XmlElement } from "../xml-element.ts";

/** A name without its prefix. */
export function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(":") + 1);
}
