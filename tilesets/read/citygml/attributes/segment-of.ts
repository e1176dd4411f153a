import type { XmlElement } from "../xml-element.ts";
import { localName } from "./local-name.ts";

/** Which module's an attribute type is; i-UR 2 wrote it before the name, i-UR 3 no more. */
const MODULE =
  /^(Building|Bridge|Road|LandUse|CityFurniture|Vegetation|WaterBody|Relief)(?=[A-Z]\w*(RiskAttribute|DataQualityAttribute)$)/;

/** Whether an element is a thing and not a property: GML writes the names of things with a capital. */
export function isObject(element: XmlElement): boolean {
  return /^\p{Lu}/u.test(localName(element));
}

/**
 * What a property that holds a thing is called in a path. Usually as the property is. i-UR's attribute
 * types tell more than the properties that hold them (`bldgDisasterRiskAttribute` holds
 * `RiverFloodingRiskAttribute`), and are the same in all its versions: there the type's name is used.
 */
export function segmentOf(property: XmlElement, object: XmlElement): string {
  const [outer, inner] = [localName(property), localName(object)];
  if (!outer.endsWith("Attribute") || !inner.endsWith("Attribute")) return outer;
  const type = inner.replace(MODULE, "");
  return type.charAt(0).toLowerCase() + type.slice(1);
}
