import type { BuildingUse } from "../../shared/building-use.ts";
import { knownBuildingUse } from "../../shared/known-building-use.ts";
import type { Attribute } from "./attribute.ts";

/** Attributes that tell it, the surest first: PLATEAU's and CityGML's, then OpenStreetMap's. */
const PATHS = ["usage", "use", "function", "building", "amenity", "class"];

/** What a building is used for, by its attributes; undefined where they do not tell. */
export function buildingUseOf(attributes: readonly Attribute[]): BuildingUse | undefined {
  for (const path of PATHS)
    for (const attribute of attributes) {
      // Of several usages each has a number after its path.
      if (attribute.path !== path && !attribute.path.startsWith(`${path}[`)) continue;
      const use = knownBuildingUse(attribute.value) ?? knownBuildingUse(attribute.code);
      if (use !== undefined) return use;
    }
  return undefined;
}
