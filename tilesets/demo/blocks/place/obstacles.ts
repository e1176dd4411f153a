import Flatbush from "flatbush";
import type { Building, Point2, Point3 } from "../../../model/city-model.ts";
import type { GroundPlan } from "../../ground-plan.ts";
import { boundsOf } from "../shape/ring.ts";

/** What stands in a drone's way: the land, and the boxes about buildings. */
export class Obstacles {
  readonly #plan: GroundPlan;
  readonly #index: Flatbush;
  readonly #tops: number[] = [];

  constructor(plan: GroundPlan, buildings: readonly Building[]) {
    const parts = buildings.flatMap((building) => building.parts);
    this.#plan = plan;
    this.#index = new Flatbush(Math.max(1, parts.length));
    for (const { footprint, top } of parts) {
      this.#index.add(...boundsOf(footprint));
      this.#tops.push(top);
    }
    if (parts.length === 0) this.#index.add(0, 0, 0, 0);
    this.#index.finish();
  }

  /** Highest thing within `reach` metres of a straight way, metres of the plane. */
  highest(from: Point2, to: Point2, reach: number): number {
    const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 20));
    let highest = 0;
    for (let i = 0; i <= steps; i++) {
      const east = from[0] + ((to[0] - from[0]) * i) / steps;
      const north = from[1] + ((to[1] - from[1]) * i) / steps;
      highest = Math.max(highest, this.#at(east, north, reach + 10));
    }
    return highest;
  }

  /** Whether nothing stands between two points, land and buildings taken with `reach` metres about them. */
  isClear(from: Point3, to: Point3, reach: number): boolean {
    const steps = Math.max(1, Math.ceil(apart(from, to) / 8));
    for (let i = 0; i < steps; i++) {
      const share = i / steps;
      const east = from[0] + (to[0] - from[0]) * share;
      const north = from[1] + (to[1] - from[1]) * share;
      if (this.#at(east, north, reach) > from[2] + (to[2] - from[2]) * share) return false;
    }
    return true;
  }

  #at(east: number, north: number, reach: number): number {
    let highest = 0;
    for (const [x, y] of [
      [0, 0],
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      highest = Math.max(highest, this.#plan.heightAt(east + x * reach, north + y * reach));
    }
    const found = this.#index.search(east - reach, north - reach, east + reach, north + reach);
    for (const i of found) highest = Math.max(highest, this.#tops[i] ?? 0);
    return highest;
  }
}

/** Metres between two points on the map. */
export function apart(a: Point3, b: Point3): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}
