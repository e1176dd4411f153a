import type { RoadClass } from "../../../../shared/city-networks.ts";
import { Random } from "../../../../shared/random.ts";
import type { Point3, Tree } from "../../../model/city-model.ts";
import type { GroundPlan, GrownRoad } from "../../ground-plan.ts";
import { headingOf } from "../shape/vector.ts";
import type { StreetLamp } from "./record.ts";
import { RoadLine } from "./road-line.ts";

/** Metres of pavement above the carriageway. */
const KERB = 0.15;
/** Metres between lamps along a road, both sides counted. */
const LAMPS: Readonly<Record<RoadClass, number>> = {
  arterial: 31,
  collector: 34,
  street: 38,
  lane: 0,
};
/** Metres between trees on each side. */
const TREES: Readonly<Record<RoadClass, number>> = {
  arterial: 11,
  collector: 16,
  street: 0,
  lane: 0,
};
/** Narrower pavements have no room for trees. */
const TREE_PAVEMENT = 2;

/** Street lights in turn on both sides, and avenue trees, all on the pavements. */
export function furnishStreets(
  plan: GroundPlan,
  seed: number | string,
): { lamps: StreetLamp[]; trees: Tree[] } {
  const lamps: StreetLamp[] = [];
  const trees: Tree[] = [];
  for (const road of plan.roads) {
    if (road.pavement < 0.8) continue;
    const random = new Random(`${seed}:street:${road.id}`);
    const line = new RoadLine(road.line);
    lamps.push(...lampsOf(road, line));
    if (!road.bridge && road.pavement >= TREE_PAVEMENT) trees.push(...treesOf(road, line, random));
  }
  return { lamps, trees };
}

/** Places along a road, clear of its junctions. */
function placesAlong(road: GrownRoad, line: RoadLine, step: number, margin: number): number[] {
  const from = road.trimFrom + margin;
  const clear = line.length - road.trimTo - margin - from;
  if (step === 0 || clear < 0) return [];
  const count = Math.max(1, Math.floor(clear / step) + 1);
  const rest = clear - (count - 1) * step;
  return Array.from({ length: count }, (_, i) => from + rest / 2 + i * step);
}

/** A place on the pavement: metres from the kerb, on the left (-1) or right (1) of the line. */
function onPavement(
  line: RoadLine,
  at: number,
  road: GrownRoad,
  side: number,
  inward: number,
): Point3 {
  const { point, way } = line.at(at);
  const away = side * (road.width / 2 + Math.min(inward, road.pavement / 2));
  return [point[0] + way[1] * away, point[1] - way[0] * away, point[2] + KERB];
}

function lampsOf(road: GrownRoad, line: RoadLine): StreetLamp[] {
  const tall = road.class === "arterial" ? 9 : road.class === "collector" ? 8 : 6.5;
  return placesAlong(road, line, LAMPS[road.class], 3).flatMap((at, i) => {
    const side = i % 2 === 0 ? -1 : 1;
    const { way } = line.at(at);
    // The arm reaches over the road: back towards the line.
    const headingDegrees = headingOf([-way[1] * side, way[0] * side]);
    const place = onPavement(line, at, road, side, 0.5);
    // Inside a sharp bend it would stand on the road's next stretch.
    if (line.nearest([place[0], place[1]]).away < road.width / 2) return [];
    return [{ lamp: { at: place, height: tall, headingDegrees }, road: road.id }];
  });
}

function treesOf(road: GrownRoad, line: RoadLine, random: Random): Tree[] {
  const shape = random.chance(0.75) ? "round" : "cone";
  const usual = random.between(5.5, 8);
  const trees: Tree[] = [];
  const lamps = placesAlong(road, line, LAMPS[road.class], 3);
  for (const at of placesAlong(road, line, TREES[road.class], 7)) {
    if (lamps.some((lamp) => Math.abs(lamp - at) < 2.5)) continue;
    for (const side of [-1, 1]) {
      if (random.chance(0.08)) continue;
      const height = usual * random.between(0.85, 1.15);
      const width = height * (shape === "round" ? 0.62 : 0.42);
      trees.push({ at: onPavement(line, at, road, side, 0.9), height, width, shape });
    }
  }
  return trees;
}
