import type { FeatureCollection } from "geojson";
import type { Viewpoint } from "../../../shared/city.ts";
import type { Building, GroundPatch, Lamp, Tree } from "../../model/city-model.ts";
import type { GroundPlan } from "../ground-plan.ts";
import { fillBlock } from "./fill-block.ts";
import { chooseViewpoints } from "./place/choose-viewpoints.ts";
import { furnishStreets } from "./place/furnish-streets.ts";
import { listPlaces } from "./place/list-places.ts";
import { planAir } from "./place/plan-air.ts";
import { plantBanks } from "./place/plant-banks.ts";
import { planProgramme } from "./programme/plan-programme.ts";
import { settle } from "./site/settle.ts";

/** What stands and lies on the blocks and beside the streets of a plan. */
export interface FilledBlocks {
  readonly buildings: readonly Building[];
  /** The insides of the blocks. */
  readonly patches: readonly GroundPatch[];
  readonly trees: readonly Tree[];
  readonly lamps: readonly Lamp[];
  readonly places: FeatureCollection;
  readonly air: FeatureCollection;
  /** Set cameras; the first is where a page begins. */
  readonly viewpoints: readonly Viewpoint[];
}

/** Fills a plan's blocks. The same plan and seed give the same in every detail. */
export function fillBlocks(plan: GroundPlan, seed: number | string): FilledBlocks {
  const programme = planProgramme(plan);
  const sites = plan.blocks.map((block) => fillBlock(plan, programme, block, seed));
  const patches = sites.map((site) => site.patches());
  for (const [i, site] of sites.entries()) settle(site, patches[i] ?? []);
  const streets = furnishStreets(plan, seed);
  const buildings = sites.flatMap((site) => site.buildings);
  return {
    buildings,
    patches: patches.flat(),
    trees: [...sites.flatMap((site) => site.trees), ...streets.trees, ...plantBanks(plan, seed)],
    lamps: streets.lamps.map(({ lamp }) => lamp),
    places: listPlaces(plan, sites, streets.lamps),
    air: planAir(plan, sites),
    viewpoints: chooseViewpoints(plan, buildings),
  };
}
