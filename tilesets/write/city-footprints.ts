import { BUILDING_USES } from "../../shared/building-use.ts";
import type { CityFootprints } from "../../shared/city-footprints.ts";
import type { Building, BuildingPart } from "../model/city-model.ts";
import { footOf, topOf } from "./buildings/building-mesh.ts";

/** Parts whose walls begin so near a building's foot stand on the ground, metres. */
const ON_GROUND = 2;

/** The file `networks.buildings` of a city. */
export function cityFootprints(buildings: readonly Building[]): CityFootprints {
  return {
    ids: buildings.map(({ id }) => id),
    uses: buildings.map(({ use }) => BUILDING_USES.indexOf(use)),
    useNames: BUILDING_USES,
    floors: buildings.map(({ floors }) => floors),
    people: buildings.map(({ people }) => people),
    bases: buildings.map((building) => decimetres(footOf(building))),
    heights: buildings.map((building) => decimetres(topOf(building) - footOf(building))),
    outlines: buildings.map(outlinesOf),
    tops: byPlace(buildings, topsOf),
    raised: byPlace(buildings, raisedOf),
    names: byPlace(buildings, ({ name }) => name),
  };
}

/** What some buildings have, by their places. */
function byPlace<Value>(
  buildings: readonly Building[],
  of: (building: Building) => Value | undefined,
): Record<string, Value> {
  const entries = buildings.map((building, place) => [place, of(building)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Record<
    string,
    Value
  >;
}

/** Of those parts that stand on the ground, decimetres. */
export function outlinesOf(building: Building): number[][] {
  return standing(building).map(outline);
}

/** Of the same, where not all are as high as the building: decimetres from its foot. */
export function topsOf(building: Building): number[] | undefined {
  const foot = footOf(building);
  const tops = standing(building).map(({ top }) => decimetres(top - foot));
  const all = decimetres(topOf(building) - foot);
  return tops.every((top) => top === all) ? undefined : tops;
}

/** Parts that stand on others: height of the top, and the outline, decimetres. */
export function raisedOf(building: Building): number[][] | undefined {
  const foot = footOf(building);
  const raised = building.parts.filter(({ base }) => base - foot >= ON_GROUND);
  if (raised.length === 0) return undefined;
  return raised.map((part) => [decimetres(part.top - foot), ...outline(part)]);
}

function standing(building: Building): BuildingPart[] {
  const foot = footOf(building);
  return building.parts.filter(({ base }) => base - foot < ON_GROUND);
}

function outline({ footprint }: BuildingPart): number[] {
  return footprint.flat().map(decimetres);
}

export function decimetres(metres: number): number {
  return Math.round(10 * metres);
}
