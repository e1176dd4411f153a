import type { BuildingUse } from "../../../shared/building-use.ts";
import type { Attribute } from "../../model/attribute.ts";
import { buildingUseOf } from "../../model/building-use-of.ts";
import type { CityFeature } from "../../model/city-feature.ts";

/** Where sources say how many floors there are above the ground. */
const FLOORS = ["storeysAboveGround", "building:levels", "levels", "floors"];

/** Metres from its lowest to its highest point, to a decimetre. */
export function heightOf({ box }: Pick<CityFeature, "box">): number {
  return Math.round(10 * (box[5] - box[2])) / 10;
}

/** Undefined where the source does not tell it. */
export function useOf({ attributes }: Pick<CityFeature, "attributes">): BuildingUse | undefined {
  return buildingUseOf(attributes);
}

/** Undefined where it is not told. */
export function floorsOf({ building, attributes }: CityFeature): number | undefined {
  const told = attributes.find(({ path }) => FLOORS.includes(path));
  return (
    countOf(told) ?? (building !== undefined && building.floors > 0 ? building.floors : undefined)
  );
}

function countOf(told: Attribute | undefined): number | undefined {
  const count = Number(told?.value ?? Number.NaN);
  return Number.isInteger(count) && count > 0 ? count : undefined;
}
