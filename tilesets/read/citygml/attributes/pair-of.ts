import type { XmlElement } from "../xml-element.ts";
import { localName } from "./local-name.ts";
import { plain } from "./qualifier-of.ts";
import { readValue, type Value, type ValueContext } from "./read-value.ts";

/** An attribute of a city's own. */
export interface Pair {
  readonly segment: string;
  readonly value: Value | undefined;
}

/**
 * i-UR's `KeyValuePairAttribute` (and `KeyValuePair` of i-UR 1.4): what a city says beyond the standard.
 * Its key's label is its name: `keyValuePairAttribute/建物構造コード`. Undefined for other elements.
 */
export function pairOf(element: XmlElement, context: ValueContext): Pair | undefined {
  const [pair] = element.children;
  if (pair === undefined || !/^KeyValuePair(Attribute)?$/.test(localName(pair))) return undefined;
  const key = pair.children.find((child) => localName(child) === "key");
  const said = pair.children.find((child) => localName(child).endsWith("Value"));
  const named = key === undefined ? undefined : readValue(key, context)?.value;
  return {
    segment: `keyValuePairAttribute/${plain(String(named ?? "?"))}`,
    value: said === undefined ? undefined : readValue(said, context, AS_SAID[localName(said)]),
  };
}

const AS_SAID: Readonly<Record<string, "text" | "number">> = {
  stringValue: "text",
  uriValue: "text",
  intValue: "number",
  doubleValue: "number",
  measuredValue: "number",
};
