import type { Block, BlockZone, GroundPlan } from "../ground-plan.ts";
import { growCarParkBlock } from "./grow/car-park.ts";
import { growCivic, growHospital } from "./grow/civic.ts";
import { growHarbour } from "./grow/harbour.ts";
import { growIndustry } from "./grow/industry.ts";
import { leaveOpen } from "./grow/open-ground.ts";
import { growPark } from "./grow/park.ts";
import { growFarm, growGreen, growVillage } from "./grow/rural-block.ts";
import { growSchool } from "./grow/school.ts";
import { growShrine } from "./grow/shrine.ts";
import { growStation } from "./grow/station-block.ts";
import { growCommercial, growCore, growMixed, growResidential } from "./grow/town-block.ts";
import { areaOf } from "./shape/ring.ts";
import type { Programme } from "./site/programme.ts";
import { Site } from "./site/site.ts";

const GROWERS: Readonly<Record<BlockZone, (site: Site) => void>> = {
  core: growCore,
  commercial: growCommercial,
  mixed: growMixed,
  "dense-residential": growResidential,
  residential: growResidential,
  village: growVillage,
  industry: growIndustry,
  harbour: growHarbour,
  school: growSchool,
  hospital: growHospital,
  civic: growCivic,
  shrine: growShrine,
  park: growPark,
  station: growStation,
  parking: growParking,
  farm: growFarm,
  green: growGreen,
};

/** By the water it belongs to the harbour. */
function growParking(site: Site): void {
  if (site.block.frontage.includes("water")) growHarbour(site);
  else growCarParkBlock(site);
}

/** Square metres below which a block is only a corner of green. */
const LEAST = 90;

/** Grows on one block what its zone asks for. */
export function fillBlock(
  plan: GroundPlan,
  programme: Programme,
  block: Block,
  seed: number | string,
): Site {
  const site = new Site(plan, programme, block, seed);
  if (areaOf(block.ring) > LEAST) GROWERS[block.zone](site);
  else for (const cell of site.ground) leaveOpen(site, site.plot(cell));
  return site;
}
