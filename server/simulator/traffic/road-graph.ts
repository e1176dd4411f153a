import type { World } from "../world.ts";
import type { Strip } from "./strips.ts";

/** What traffic reads of a world. */
export type RoadWorld = Pick<World, "roads" | "junctions" | "busRoutes" | "carParks" | "zones">;

type WorldRoad = RoadWorld["roads"][number];

/** A road in one direction. */
export interface Edge {
  readonly number: number;
  readonly road: WorldRoad;
  readonly backward: boolean;
  /** Numbers of the crossings that it comes from and leads to, and the junctions there. */
  readonly from: number;
  readonly to: number;
  readonly fromJunction: string;
  readonly toJunction: string;
  /** How many lanes; 0 is at the kerb, on the left. */
  readonly lanes: number;
  /** Number of the strip of lane 0; the others follow it. */
  readonly firstLane: number;
  /** Metres between its stop lines, and from the line's beginning in its direction to the first of them. */
  readonly length: number;
  readonly start: number;
  /** 3 for an arterial down to 0 for a lane. */
  readonly rank: number;
  readonly limit: number;
  /** The kerb-most lane's and all others' ends. */
  readonly lines: readonly Strip[];
}

/** One or several junctions close together, that vehicles cross in one go. */
export interface Crossing {
  readonly number: number;
  readonly junctions: readonly RoadWorld["junctions"][number][];
  readonly signals: boolean;
  readonly incoming: Edge[];
  readonly outgoing: Edge[];
  /** Roads inside it, too short to stand on. */
  readonly inside: WorldRoad[];
  /** How many ends of roads meet in it, those inside included. */
  readonly roads: number;
}

export interface RoadGraph {
  readonly edges: readonly Edge[];
  readonly crossings: readonly Crossing[];
  /** The edge of a road in a direction; undefined where it has no lane, or is inside a crossing. */
  edgeOf(road: string, backward: boolean): Edge | undefined;
}
