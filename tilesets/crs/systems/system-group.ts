import type { Area } from "../coordinate-system.ts";

/** East first, or north (latitude) first. */
export const EN = "east-north";
export const NE = "north-east";

/** Systems whose datum is the same way off WGS84. */
export interface SystemGroup {
  /** As proj4's `towgs84`: metres, seconds, millionths; absent where the datum is within a metre of WGS84. */
  readonly shift?: string;
  /** Metres. */
  readonly accuracy?: number;
  /** Their third axis is above the ellipsoid. */
  readonly ellipsoidal?: true;
  readonly systems: readonly (readonly [
    code: number,
    name: string,
    axes: typeof EN | typeof NE,
    proj: string,
    area: Area,
  ])[];
}
