import { type Problem, problem } from "../../../shared/problem.ts";
import { findFrame } from "../../crs/find-frame.ts";
import type { HeightModel } from "../../crs/height-model.ts";
import type { SourceFrame } from "../../crs/source-frame.ts";
import type { CityJsonHead } from "./city-json-head.ts";

/** For a look at bounds, so that the geoid's range tells of real places only. */
export const NO_HEIGHTS: HeightModel = { undulation: () => 0, describe: () => "" };

/** @param crs what a person says, in place of the input */
export function inputFrame(
  head: CityJsonHead,
  heights: HeightModel,
  crs: string | undefined,
): SourceFrame | Problem {
  const name = crs ?? head.referenceSystem;
  if (name !== undefined) return findFrame(name, heights, "east-first");
  return problem(
    "tiles/coordinate-system",
    `${head.path} does not say which coordinate system it is in (metadata.referenceSystem).`,
    "Name it: --crs EPSG:7415, say.",
  );
}
