import Flatbush from "flatbush";
import type { LaidRoad } from "./road-network.ts";

/** Degrees that are looked around: about 200 m. */
const AROUND = 0.002;

/** A road near a place: metres along it, and from it. */
export interface NearRoad {
  readonly road: LaidRoad;
  readonly at: number;
  readonly off: number;
}

/** Finds roads by where they are. */
export class RoadFinder {
  readonly #roads: readonly LaidRoad[];
  readonly #tree: Flatbush | undefined;

  constructor(roads: readonly LaidRoad[]) {
    this.#roads = roads;
    if (roads.length === 0) return;
    this.#tree = new Flatbush(roads.length);
    for (const { line } of roads) {
      let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let i = 0; i < line.degrees.length; i += 2) {
        const [x, y] = [line.degrees[i] as number, line.degrees[i + 1] as number];
        west = Math.min(west, x);
        south = Math.min(south, y);
        east = Math.max(east, x);
        north = Math.max(north, y);
      }
      this.#tree.add(west, south, east, north);
    }
    this.#tree.finish();
  }

  /** The nearest road within some metres of a place. */
  nearest(longitude: number, latitude: number, within: number): NearRoad | undefined {
    let best: NearRoad | undefined;
    const box = [
      longitude - AROUND,
      latitude - AROUND,
      longitude + AROUND,
      latitude + AROUND,
    ] as const;
    for (const index of (this.#tree?.search(...box) ?? []).sort((a, b) => a - b)) {
      const road = this.#roads[index] as LaidRoad;
      const { at, off } = road.line.nearest(longitude, latitude);
      if (off <= within && off < (best?.off ?? Infinity)) best = { road, at, off };
    }
    return best;
  }
}
