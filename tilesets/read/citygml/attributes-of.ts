import type { Attribute } from "../../model/attribute.ts";
import { AttributeWalk } from "./attributes/attribute-walk.ts";
import type { Codelists } from "./codelists.ts";
import type { XmlElement } from "./xml-element.ts";

/**
 * What a feature's own elements say of it, flat and readable: coded values by their labels, measures with
 * units, generic attributes by their names, i-UR's nested ones by their paths. Geometry among them is not
 * looked at. Left out is what says that nothing is known: empty and nil elements, and PLATEAU's marks for
 * the unknown (-9999, 9999 storeys, the year 0001).
 * @param elements property elements of the feature, in their order
 * @param note told of each rule by which a value was changed, for the tally
 */
export function attributesOf(
  elements: readonly XmlElement[],
  codelists: Codelists,
  note: (rule: string) => void = () => undefined,
): Attribute[] | Promise<Attribute[]> {
  const wanted = wantedOf(elements, codelists);
  if (wanted.size === 0) return new AttributeWalk(codelists, note).of(elements);
  return codelists.load(wanted).then(() => new AttributeWalk(codelists, note).of(elements));
}

/** Codelists that were not looked for yet. */
function wantedOf(elements: readonly XmlElement[], codelists: Codelists): Set<string> {
  const wanted = new Set<string>();
  const look = (element: XmlElement) => {
    const codeSpace = element.attributes.get("codeSpace");
    if (codeSpace !== undefined && !codelists.has(codeSpace)) wanted.add(codeSpace);
    element.children.forEach(look);
  };
  elements.forEach(look);
  return wanted;
}
