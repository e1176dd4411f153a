import type { CityPlane } from "../../shared/city-plane.ts";
import type { FeatureClass } from "../../shared/feature-class.ts";
import type { ReadPolygon } from "../model/read-feature.ts";
import type { Tally } from "../read/tally.ts";
import type { BestPlane } from "./best-plane.ts";
import type { Corners } from "./corners.ts";

/** What a level is made for. */
export interface LevelTask {
  readonly class: FeatureClass;
  readonly plane: CityPlane;
  readonly tally: Tally;
  /** File and id of the feature. */
  readonly where: string;
  /** Told of each place of a plant of which no more is known. */
  readonly onTree?: (east: number, north: number, height: number) => void;
  /** Metres across of a pipe that is given as a line. */
  readonly diameter: number;
  /** Told of each polygon that may be part of a footprint, while it is in `corners`. */
  readonly onPolygon?: (
    corners: Corners,
    best: BestPlane,
    polygon: ReadPolygon,
    flat: boolean,
    lod: number,
  ) => void;
}
