import type { SaxesTagNS } from "saxes";
import { wellKnownPrefix } from "./well-known-prefix.ts";

/** An attribute without namespace, or undefined. */
export function attributeOf(tag: SaxesTagNS, name: string): string | undefined {
  return tag.attributes[name]?.value;
}

/** `gml:id`, whatever the file calls that namespace; empty where there is none. */
export function gmlId(tag: SaxesTagNS): string {
  return qualified(tag, "id", "gml") ?? "";
}

/** `xlink:href`, or undefined. */
export function xlinkHref(tag: SaxesTagNS): string | undefined {
  return qualified(tag, "href", "xlink");
}

function qualified(tag: SaxesTagNS, local: string, prefix: string): string | undefined {
  const { attributes } = tag;
  for (const name in attributes) {
    const attribute = attributes[name];
    if (attribute?.local !== local || attribute.uri === "") continue;
    if (wellKnownPrefix(attribute.uri) === prefix) return attribute.value;
  }
  return undefined;
}
