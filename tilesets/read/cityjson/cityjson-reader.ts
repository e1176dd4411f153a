import type { HeightModel } from "../../crs/height-model.ts";
import type { CityReader } from "../city-reader.ts";
import type { InputFile } from "../input-file.ts";
import { CityJsonFile } from "./city-json-file.ts";
import { CityJsonSequence } from "./city-json-sequence.ts";

/** What a person may say of an input that it does not say itself. */
export interface CityJsonOptions {
  /** Coordinate system, in place of the input's own. */
  readonly crs?: string;
}

/** CityJSON 1.0 to 2.0: one object, or a sequence of a line a feature. */
export function cityjsonReader(
  file: InputFile,
  heights: HeightModel,
  options: CityJsonOptions = {},
): CityReader {
  return file.kind === "cityjsonseq"
    ? new CityJsonSequence(file, heights, options.crs)
    : new CityJsonFile(file, heights, options.crs);
}
