import type { Bilingual } from "../../shared/city.ts";
import type { RoadClass } from "../../shared/city-networks.ts";
import type { CityPlane } from "../../shared/city-plane.ts";
import type { GroundPatch, Networks, Point3, Ring } from "../model/city-model.ts";

/** What is to grow on a block. */
export type BlockZone =
  | "core"
  | "commercial"
  | "mixed"
  | "dense-residential"
  | "residential"
  | "village"
  | "industry"
  | "harbour"
  | "school"
  | "hospital"
  | "civic"
  | "shrine"
  | "park"
  | "station"
  | "parking"
  | "farm"
  | "green";

/** Land between roads, inside their pavements, that something grows on. */
export interface Block {
  readonly id: string;
  readonly zone: BlockZone;
  /** Id of its district. */
  readonly district: string;
  /** Id of its village; absent in town. */
  readonly village?: string;
  /** Anticlockwise. */
  readonly ring: Ring;
  /** Ground at each corner of the ring, metres of the plane. */
  readonly heights: readonly number[];
  /** What lies along the side from each corner to the next. */
  readonly frontage: readonly (RoadClass | "water" | "rail" | "none")[];
  /** Id of the road along each side; undefined where there is none. */
  readonly roads: readonly (string | undefined)[];
  /** How dense the city is here: 1 at the station, 0 at its edge. */
  readonly density: number;
}

export interface GrownDistrict {
  readonly id: string;
  readonly name: Bilingual;
  readonly ring: Ring;
}

/** A road as grown: the line of its carriageway's middle, on the surface. */
export interface GrownRoad {
  readonly id: string;
  readonly class: RoadClass;
  readonly name?: Bilingual;
  readonly from: string;
  readonly to: string;
  readonly line: readonly Point3[];
  /** Metres from kerb to kerb, and of the pavement on each side. */
  readonly width: number;
  readonly pavement: number;
  readonly trimFrom: number;
  readonly trimTo: number;
  readonly bridge: boolean;
}

export interface GrownStation {
  readonly id: string;
  readonly name: Bilingual;
  /** Middle of its platforms, at rail height. */
  readonly at: Point3;
  readonly headingDegrees: number;
}

/** Land, water, roads and rails, before anything stands on the blocks. Made by layGround(seed). */
export interface GroundPlan {
  readonly plane: CityPlane;
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly blocks: readonly Block[];
  readonly districts: readonly GrownDistrict[];
  readonly villages: readonly GrownDistrict[];
  readonly roads: readonly GrownRoad[];
  readonly stations: readonly GrownStation[];
  /** Everything but the insides of the blocks: those are tiled by whoever fills them. */
  readonly patches: readonly GroundPatch[];
  readonly networks: Pick<Networks, "roads" | "rail" | "buses" | "footways">;
  /** Where nothing may be built: under and beside the railway. */
  readonly keepOut: readonly Ring[];
  /** Height of the land, metres of the plane; below 0 under water. */
  heightAt(east: number, north: number): number;
  isWater(east: number, north: number): boolean;
}
