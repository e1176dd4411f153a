import Flatbush from "flatbush";
import { Random } from "../../../../shared/random.ts";
import type { Surface } from "../../../../shared/surface.ts";
import type { Point2, Tree } from "../../../model/city-model.ts";
import type { GroundPlan } from "../../ground-plan.ts";
import { boundsOf, holds, shareAlong } from "../shape/ring.ts";
import { LaidGround } from "../site/laid-ground.ts";
import { rooted } from "../site/settle.ts";
import { RoadLine } from "./road-line.ts";

/** Metres between trees, from the pavement to their row, and to the water that makes a bank. */
const STEP = 11;
const INWARD = 4.5;
const REACH = 62;
const SOFT = new Set<Surface>(["earth", "grass", "park", "forest", "field", "paddy"]);

/** Rows of trees on the green banks between riverside roads and the water. */
export function plantBanks(plan: GroundPlan, seed: number | string): Tree[] {
  const isTaken = takenGround(plan);
  const ground = new LaidGround(plan.patches.filter(({ surface }) => SOFT.has(surface)));
  const trees: Tree[] = [];
  for (const road of plan.roads) {
    if (road.bridge) continue;
    const random = new Random(`${seed}:bank:${road.id}`);
    const line = new RoadLine(road.line);
    for (const side of [-1, 1]) {
      for (let at = road.trimFrom + 4; at < line.length - road.trimTo - 4; at += STEP) {
        const { point, way } = line.at(at + random.between(-1.5, 1.5));
        const from = road.width / 2 + road.pavement;
        const beside = (away: number): Point2 => [
          point[0] + way[1] * side * (from + away),
          point[1] - way[0] * side * (from + away),
        ];
        const spot = beside(INWARD + random.between(-0.8, 0.8));
        if (isTaken(spot) || !isBank(plan, beside) || random.chance(0.1)) continue;
        const height = random.between(5, 7.5);
        const [east, north] = spot;
        const place = [east, north, plan.heightAt(east, north)] as const;
        const tree: Tree = { at: place, height, width: height * 0.9, shape: "round" };
        trees.push(rooted(tree, ground));
      }
    }
  }
  return trees;
}

/** Whether there is water beyond, and land up to a little before it. */
function isBank(plan: GroundPlan, beside: (away: number) => Point2): boolean {
  for (const away of [0, 2, 7, 10]) if (plan.isWater(...beside(INWARD + away))) return false;
  for (let away = 12; away < REACH; away += 6) if (plan.isWater(...beside(away))) return true;
  return false;
}

/** Tells whether a point is in a block, under the railway, or within a few metres of a road. */
function takenGround(plan: GroundPlan): (point: Point2) => boolean {
  const rings = [...plan.blocks.map(({ ring }) => ring), ...plan.keepOut];
  const blocks = new Flatbush(rings.length);
  for (const ring of rings) blocks.add(...boundsOf(ring));
  blocks.finish();
  const pieces = plan.roads.flatMap((road) =>
    road.line.slice(1).map((to, i) => {
      const from = road.line[i] ?? to;
      return {
        from: [from[0], from[1]],
        to: [to[0], to[1]],
        clear: road.width / 2 + road.pavement + 2,
      } as const;
    }),
  );
  const roads = new Flatbush(Math.max(1, pieces.length));
  for (const { from, to } of pieces) roads.add(...boundsOf([from, to]));
  roads.finish();
  return (point) => {
    const [east, north] = point;
    const within = blocks.search(east, north, east, north);
    if (within.some((i) => holds(rings[i] ?? [], point))) return true;
    return roads.search(east - 14, north - 14, east + 14, north + 14).some((i) => {
      const piece = pieces[i];
      if (!piece) return false;
      const { from, to, clear } = piece;
      const share = shareAlong(from, to, point);
      const foot = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      return Math.hypot((foot[0] ?? 0) - east, (foot[1] ?? 0) - north) < clear;
    });
  };
}
