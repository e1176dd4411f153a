import type { HeightModel } from "../crs/height-model.ts";
import type { CityReader } from "../read/city-reader.ts";
import { citygmlReader } from "../read/citygml/citygml-reader.ts";
import { cityjsonReader } from "../read/cityjson/cityjson-reader.ts";
import { footprintsReader } from "../read/footprints/footprints-reader.ts";
import type { InputFile } from "../read/input-file.ts";
import { osmReader } from "../read/osm/osm-reader.ts";
import type { ConvertOptions } from "../read-arguments.ts";

/** The reader of a file's format. */
export function openReader(
  file: InputFile,
  heights: HeightModel,
  { ground, heightField, crs }: Pick<ConvertOptions, "ground" | "heightField" | "crs">,
): CityReader {
  const onGround = ground === undefined ? {} : { ground };
  const inFrame = crs === undefined ? {} : { crs };
  switch (file.kind) {
    case "citygml":
      return citygmlReader(file, heights, inFrame);
    case "cityjson":
    case "cityjsonseq":
      return cityjsonReader(file, heights, inFrame);
    case "osm":
      return osmReader(file, heights, onGround);
    case "geojson":
    case "flatgeobuf": {
      const field = heightField === undefined ? {} : { heightField };
      return footprintsReader(file, heights, { ...onGround, ...inFrame, ...field });
    }
  }
}
