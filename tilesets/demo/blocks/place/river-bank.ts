import type { Point2, Point3 } from "../../../model/city-model.ts";
import type { GroundPlan, GrownRoad } from "../../ground-plan.ts";
import { RoadLine } from "./road-line.ts";

/** Metres above the ground at which a gauge's box hangs. */
const UP = 1.2;

/** Places on the river's banks, beside its bridges: land with water within a few metres. */
export function riverBank(plan: GroundPlan, count: number): { at: Point3; of?: string }[] {
  const spots: { at: Point3 }[] = [];
  const bridges = plan.roads.filter(({ bridge }) => bridge);
  for (let away = 6; spots.length < count && away < 60; away += 6) {
    for (const bridge of bridges) {
      if (spots.length >= count) break;
      const found = besideBridge(
        plan,
        bridge,
        away,
        spots.map(({ at }) => at),
      );
      if (found) spots.push({ at: found });
    }
  }
  return spots;
}

/** A bank this far to one side of a bridge, away from places already taken. */
function besideBridge(
  plan: GroundPlan,
  bridge: GrownRoad,
  away: number,
  taken: readonly Point3[],
): Point3 | undefined {
  const line = new RoadLine(bridge.line);
  for (const side of [1, -1]) {
    for (let at = 0; at <= line.length; at += 2) {
      const { point, way } = line.at(at);
      const beside = side * (bridge.width / 2 + bridge.pavement + away);
      const spot: Point2 = [point[0] + way[1] * beside, point[1] - way[0] * beside];
      if (!isBank(plan, spot)) continue;
      if (taken.some(([x, y]) => Math.hypot(x - spot[0], y - spot[1]) < 15)) continue;
      return [spot[0], spot[1], plan.heightAt(...spot) + UP];
    }
  }
  return undefined;
}

/** Land with water within four metres. */
function isBank(plan: GroundPlan, [east, north]: Point2): boolean {
  if (plan.isWater(east, north)) return false;
  for (let i = 0; i < 8; i++) {
    const angle = (Math.PI * i) / 4;
    if (plan.isWater(east + 4 * Math.cos(angle), north + 4 * Math.sin(angle))) return true;
  }
  return false;
}
