import type { XmlElement } from "../xml-element.ts";
import { localName } from "./local-name.ts";
import { readValue, type ValueContext } from "./read-value.ts";

/**
 * What tells hazards of one sort apart: the map's name, who keeps the river, the scale assumed, as
 * `[都川水系都川（都道府県）・L2（想定最大規模）]`. Always there, also where a feature has one hazard only, so
 * that it has the same path in all features. Empty for whatever is no hazard.
 */
export function qualifierOf(object: XmlElement, context: ValueContext): string {
  if (!localName(object).endsWith("RiskAttribute")) return "";
  const said = (name: string) => {
    const child = object.children.find((element) => localName(element) === name);
    return child === undefined ? undefined : readValue(child, context)?.value;
  };
  const [description, admin, scale] = [said("description"), said("adminType"), said("scale")];
  const map = `${description ?? ""}${admin === undefined ? "" : `（${admin}）`}`;
  const words = [map, scale].filter((word) => word !== undefined && word !== "").join("・");
  return words === "" ? "" : `[${plain(words)}]`;
}

/** Without the marks that paths are made of. */
export function plain(name: string): string {
  return name.replaceAll("/", "／").replaceAll("[", "［").replaceAll("]", "］");
}
