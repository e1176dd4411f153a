import { BUILDING_USES } from "../../shared/building-use.ts";
import type { CityFootprints } from "../../shared/city-footprints.ts";
import type { Building } from "../model/city-model.ts";
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
  };
}

function outlinesOf(building: Building): number[][] {
  const foot = footOf(building);
  const standing = building.parts.filter(({ base }) => base - foot < ON_GROUND);
  return standing.map(({ footprint }) => footprint.flat().map(decimetres));
}

function decimetres(metres: number): number {
  return Math.round(10 * metres);
}
