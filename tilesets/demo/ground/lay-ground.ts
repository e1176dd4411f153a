import { CityPlane } from "../../../shared/city-plane.ts";
import type { GroundPatch, Point3 } from "../../model/city-model.ts";
import type { GroundPlan, GrownDistrict } from "../ground-plan.ts";
import { blocksOf } from "./blocks-of-land.ts";
import { breakwaters } from "./breakwaters.ts";
import { bridgeRings, bridges } from "./bridges.ts";
import { busRoutes } from "./bus-routes.ts";
import { carriageways, corridor } from "./carriageways.ts";
import { districtsOf } from "./districts.ts";
import { footways } from "./footways.ts";
import { HeightField } from "./height-field.ts";
import { piecesOf } from "./land.ts";
import { HALF_SIDE, Landform } from "./landform.ts";
import { levelsOf, waterSides } from "./levels.ts";
import { mapOfRoads } from "./map-of-roads.ts";
import { markings } from "./markings.ts";
import { openLand } from "./open-land.ts";
import { pavements } from "./pavements.ts";
import { bridgeNear, VILLAGES } from "./place-names.ts";
import { railKeepOut, railNetwork, stationsOf } from "./railway.ts";
import { roadsOf } from "./road-chains.ts";
import { grownRoad, roadNetwork } from "./road-network.ts";
import { sea } from "./sea.ts";
import { shoreWalls } from "./shore-walls.ts";
import { Streets } from "./streets.ts";
import { surroundings } from "./surroundings.ts";
import { Survey } from "./survey.ts";
import { viaduct } from "./viaduct.ts";

/** Invented: in the open sea south of Japan, so that the city lies on nobody's real town. */
const ORIGIN = { longitude: 137.6, latitude: 34.55, height: 38.5 } as const;
/** Of the sea's floor, where no land is. */
const SEABED = -4;

/** Land, water, roads and rails of Hamatsuki; the same seed lays the same ground. Throws where it cannot. */
export function layGround(seed: number | string): GroundPlan {
  const plane = new CityPlane(ORIGIN);
  const landform = new Landform(seed);
  const graph = mapOfRoads(landform);
  const pieces = piecesOf(graph);
  const water = waterSides(graph);
  const districts = districtsOf(graph, pieces, water);
  const streets = new Streets(graph, seed);
  const lands = pieces.flatMap((piece) => streets.lay(piece));
  const wet = waterSides(graph);
  const survey = new Survey(graph, levelsOf(graph, landform, wet), wet);
  survey.check(lands);
  const roads = roadsOf(survey, (at) => bridgeNear(at[1]));
  const field = new HeightField();
  const paved = [...carriageways(survey, roads), ...corridor(survey), ...pavements(survey, lands)];
  for (const ring of bridgeRings(survey)) field.addHole(ring);
  const open = openLand(survey, lands, landform, field);
  for (const patch of paved) addTo(field, patch);
  const blocks = blocksOf(survey, lands, roads, districts, seed);
  for (const block of blocks) field.addRing(block.ring, block.heights);
  const inside = (east: number, north: number) =>
    Math.max(Math.abs(east), Math.abs(north)) <= HALF_SIDE;
  return {
    plane,
    bounds: [-HALF_SIDE, -HALF_SIDE, HALF_SIDE, HALF_SIDE],
    blocks,
    districts: districts.districts,
    villages: villages(),
    roads: roads.chains.map(grownRoad),
    stations: stationsOf(),
    patches: [
      ...paved,
      ...open,
      ...markings(roads),
      ...bridges(survey),
      ...viaduct(survey),
      ...shoreWalls(survey),
      ...breakwaters(),
      ...sea(),
      ...surroundings(survey, landform),
    ],
    networks: {
      roads: roadNetwork(plane, roads),
      rail: railNetwork(plane),
      buses: busRoutes(plane, roads, districts.districts),
      footways: footways(plane, survey, lands, roads),
    },
    keepOut: railKeepOut(),
    heightAt: (east, north) =>
      field.at(east, north) ?? (inside(east, north) ? SEABED : landform.height(east, north)),
    isWater: (east, north) => inside(east, north) && field.at(east, north) === undefined,
  };
}

/** Triangles of land that is seen from above; walls and bridges are left out. */
function addTo(field: HeightField, patch: GroundPatch): void {
  if (patch.surface === "concrete" || patch.id === "pavement-bridges") return;
  const { positions, indices } = patch;
  const at = (i: number): Point3 => {
    const v = (indices[i] as number) * 3;
    return [positions[v] as number, positions[v + 1] as number, positions[v + 2] as number];
  };
  for (let i = 0; i < indices.length; i += 3) field.addTriangle(at(i), at(i + 1), at(i + 2));
}

/** Round about each village's middle. */
function villages(): GrownDistrict[] {
  return VILLAGES.map(({ id, name, at, radius }) => ({
    id,
    name,
    ring: Array.from({ length: 20 }, (_, i) => {
      const angle = (i * Math.PI) / 10;
      return [at[0] + radius * Math.cos(angle), at[1] + radius * Math.sin(angle)];
    }),
  }));
}
