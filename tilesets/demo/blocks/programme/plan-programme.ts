import type { Bilingual } from "../../../../shared/city.ts";
import type { Point2 } from "../../../model/city-model.ts";
import type { Block, BlockZone, GroundPlan } from "../../ground-plan.ts";
import { areaOf, centroidOf, holds, perimeterOf } from "../shape/ring.ts";
import { distance } from "../shape/vector.ts";
import type { HarbourLandmark, Programme, ProgrammeRoad, TowerWish } from "../site/programme.ts";
import {
  CIVIC_NAMES,
  HOSPITAL_NAMES,
  LANDMARKS,
  PARK_NAMES,
  PORT_NAMES,
  SHRINE_NAMES,
  schoolName,
} from "./names.ts";
import { spread } from "./spread.ts";

const CAR_PARKS = 68;
/** Of these so many fill a block of their own. */
const WHOLE_CAR_PARKS = 24;
const CONTAINER_BLOCKS = 4;

/** A block with what is asked of it again and again. */
interface Lot {
  readonly block: Block;
  readonly area: number;
  readonly at: Point2;
}

/** Decides what the city wants where. Depends on the plan alone. */
export function planProgramme(plan: GroundPlan): Programme {
  const lots = plan.blocks.map((block) => ({
    block,
    area: areaOf(block.ring),
    at: centroidOf(block.ring),
  }));
  const centre = centreOf(plan);
  const byDistance = [...lots].sort((a, b) => distance(a.at, centre) - distance(b.at, centre));
  const hospitals = named(byDistance, "hospital", HOSPITAL_NAMES);
  const civics = named(byDistance, "civic", CIVIC_NAMES);
  const ports = planPorts(plan, byDistance, hospitals);
  const landings = planLandings(plan, lots);
  const taken = new Set([...ports.keys(), ...landings.keys()]);
  return {
    carParks: planCarParks(byDistance, taken),
    landmarks: planLandmarks(byDistance),
    harbour: planHarbour(byDistance),
    containers: planContainers(lots, centre),
    schools: planSchools(plan, byDistance),
    hospitals,
    civics,
    parks: named(largestFirst(lots), "park", PARK_NAMES),
    shrines: named(largestFirst(lots), "shrine", SHRINE_NAMES),
    townHall: [...civics.keys()][0],
    ports,
    landings,
    roadsById: new Map(plan.roads.map((road) => [road.id, roadOf(road)])),
  };
}

/** The busiest place: where the density is highest. */
function centreOf(plan: GroundPlan): Point2 {
  let best = plan.blocks[0];
  for (const block of plan.blocks) if (best && block.density > best.density) best = block;
  if (!best) throw new Error("planProgramme: a plan without blocks");
  return centroidOf(best.ring);
}

function roadOf(road: GroundPlan["roads"][number]): ProgrammeRoad {
  let length = 0;
  for (const [i, to] of road.line.entries()) {
    const from = road.line[i - 1];
    if (from) length += Math.hypot(to[0] - from[0], to[1] - from[1]);
  }
  return { clear: length - road.trimFrom - road.trimTo, bridge: road.bridge };
}

function largestFirst(lots: readonly Lot[]): Lot[] {
  return [...lots].sort((a, b) => b.area - a.area || (a.block.id < b.block.id ? -1 : 1));
}

/** Gives names to blocks of a zone, as long as there are any. */
function named(
  lots: readonly Lot[],
  zone: BlockZone,
  names: readonly Bilingual[],
): Map<string, Bilingual> {
  const found = new Map<string, Bilingual>();
  for (const { block } of lots) {
    const name = names[found.size];
    if (block.zone === zone && name) found.set(block.id, name);
  }
  return found;
}

function planSchools(plan: GroundPlan, lots: readonly Lot[]): Map<string, Bilingual> {
  const districts = new Map(plan.districts.map(({ id, name }) => [id, name]));
  const counts = new Map<string, number>();
  const schools = new Map<string, Bilingual>();
  for (const { block } of lots) {
    const district = districts.get(block.district);
    if (block.zone !== "school" || !district) continue;
    const nth = counts.get(block.district) ?? 0;
    counts.set(block.district, nth + 1);
    schools.set(block.id, schoolName(district, nth));
  }
  return schools;
}

/** The highest towers: on large core blocks near the centre, not side by side. */
function planLandmarks(byDistance: readonly Lot[]): Map<string, TowerWish> {
  const large = byDistance.filter(({ block, area }) => block.zone === "core" && area > 2500);
  const near = large.slice(0, Math.max(LANDMARKS.length, Math.ceil(large.length * 0.6)));
  const chosen = spread(near, ({ at }) => at, LANDMARKS.length);
  return new Map(chosen.map(({ block }, i) => [block.id, LANDMARKS[i] as TowerWish]));
}

/** Whether water lies along a block, so that ships can. */
function isQuay(block: Block): boolean {
  return block.frontage.includes("water");
}

/** Open ground by the water where passengers and cars board. */
function isQuaySquare(block: Block): boolean {
  return block.zone === "parking" && isQuay(block);
}

/** The lighthouse to the sea, the ferry near the centre, the market beside it. */
function planHarbour(byDistance: readonly Lot[]): Map<string, HarbourLandmark> {
  const harbour = byDistance.filter(
    ({ block, area }) => area > 3000 && (block.zone === "harbour" || isQuaySquare(block)),
  );
  const byWater = harbour.filter(({ block }) => isQuay(block));
  const found = new Map<string, HarbourLandmark>();
  const quays = byWater.length >= 3 ? byWater : harbour;
  const seaward = [...quays].sort((a, b) => a.at[1] - b.at[1])[0];
  if (seaward) found.set(seaward.block.id, "lighthouse");
  const [ferry, market] = quays.filter(({ block, area }) => !found.has(block.id) && area > 5500);
  if (ferry) found.set(ferry.block.id, "ferry");
  if (market) found.set(market.block.id, "market");
  return found;
}

function planContainers(lots: readonly Lot[], centre: Point2): Set<string> {
  const quays = largestFirst(lots).filter(({ block }) => block.zone === "harbour");
  const far = quays.slice(0, 10).sort((a, b) => distance(b.at, centre) - distance(a.at, centre));
  return new Set(far.slice(0, CONTAINER_BLOCKS).map(({ block }) => block.id));
}

const PARKING_ZONES: ReadonlySet<BlockZone> = new Set([
  "core",
  "commercial",
  "mixed",
  "residential",
  "dense-residential",
  "industry",
  "harbour",
  "civic",
  "hospital",
  "station",
  "park",
]);

/** Car parks all over the town, those near the centre on several decks. */
function planCarParks(
  byDistance: readonly Lot[],
  taken: ReadonlySet<string>,
): Map<string, { area: number; storeys: number }> {
  const whole = byDistance
    .filter(({ block }) => block.zone === "parking" && !isQuay(block))
    .sort((a, b) => b.area / perimeterOf(b.block.ring) - a.area / perimeterOf(a.block.ring))
    .slice(0, WHOLE_CAR_PARKS);
  const fit = byDistance.filter(
    ({ block, area }) =>
      PARKING_ZONES.has(block.zone) && area > 2600 && !block.village && !taken.has(block.id),
  );
  const decks = fit
    .filter(
      ({ block, area }) => area > 3800 && (block.zone === "core" || block.zone === "commercial"),
    )
    .slice(0, 24);
  const chosen = new Map(whole.map(({ block, area }) => [block.id, { area, storeys: 1 }]));
  for (const { block } of spread(decks, ({ at }) => at, 5)) {
    chosen.set(block.id, { area: 1900, storeys: 5 });
  }
  const rest = fit.filter(({ block }) => !chosen.has(block.id));
  const wanted = CAR_PARKS - chosen.size;
  for (const { block, area } of spread(rest, ({ at }) => at, wanted)) {
    chosen.set(block.id, { area: Math.min(2200, Math.max(1100, area * 0.3)), storeys: 1 });
  }
  return chosen;
}

/** Five ports: harbour, hospital, station, logistics and one upriver. */
function planPorts(
  plan: GroundPlan,
  byDistance: readonly Lot[],
  hospitals: ReadonlyMap<string, Bilingual>,
): Map<string, Bilingual> {
  const ports = new Map<string, Bilingual>();
  const give = (name: Bilingual, fits: (lot: Lot) => boolean) => {
    const lot = byDistance.find((found) => !ports.has(found.block.id) && fits(found));
    if (lot) ports.set(lot.block.id, name);
  };
  give(PORT_NAMES.hospital, ({ block }) => hospitals.has(block.id));
  give(PORT_NAMES.harbour, ({ block, area }) => block.zone === "harbour" && area > 4000);
  give(PORT_NAMES.industry, ({ block, area }) => block.zone === "industry" && area > 5000);
  give(PORT_NAMES.station, ({ block, area }) => block.zone === "commercial" && area > 3200);
  const bridges = plan.roads.filter(({ bridge }) => bridge).map(({ line }) => line[0]);
  const fromRiver = ({ at }: Lot) =>
    Math.min(...bridges.map((end) => (end ? distance(at, [end[0], end[1]]) : 0)));
  const north = Math.max(...byDistance.map(({ at }) => at[1]));
  const upriver = byDistance
    .filter(({ block }) => ["mixed", "residential", "civic"].includes(block.zone))
    .filter(({ block, at, area }) => !block.village && at[1] > north * 0.25 && area > 3000)
    .sort((a, b) => fromRiver(a) - fromRiver(b))
    .find(({ block }) => !ports.has(block.id));
  if (upriver) ports.set(upriver.block.id, PORT_NAMES.north);
  return ports;
}

/** Zones that give all their ground to one thing. */
const WITHOUT_RESERVE: ReadonlySet<BlockZone> = new Set(["shrine", "school", "parking"]);

/** For each village the largest block of its own, or else the one nearest to its middle. */
function planLandings(
  plan: GroundPlan,
  lots: readonly Lot[],
): Map<string, { village: string; name: Bilingual }> {
  const landings = new Map<string, { village: string; name: Bilingual }>();
  for (const { id, name, ring } of plan.villages) {
    const middle = centroidOf(ring);
    const free = lots.filter(
      ({ block }) => !landings.has(block.id) && !WITHOUT_RESERVE.has(block.zone),
    );
    const own = free.filter(({ block, area }) => block.village === id && area > 700);
    const within = free.filter(({ at, area }) => area > 700 && holds(ring, at));
    const from = own.length > 0 ? own : within.length > 0 ? within : free;
    const [lot] = [...from].sort((a, b) => distance(a.at, middle) - distance(b.at, middle));
    if (!lot) throw new Error(`planProgramme: no block for the landing of ${id}`);
    const pad = { en: `${name.en} landing`, ja: `${name.ja}離着陸場` };
    landings.set(lot.block.id, { village: id, name: pad });
  }
  return landings;
}
