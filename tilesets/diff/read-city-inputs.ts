import type { CityPlane } from "../../shared/city-plane.ts";
import { isProblem, type Problem } from "../../shared/problem.ts";
import { openReader } from "../convert/open-reader.ts";
import type { ProgressLines } from "../convert/progress-lines.ts";
import { surveyInputs } from "../convert/survey-inputs.ts";
import { openHeightModel } from "../crs/open-height-model.ts";
import { mendFeature } from "../mend/mend-feature.ts";
import type { CityFeature } from "../model/city-feature.ts";
import type { CityReader } from "../read/city-reader.ts";
import { openInputs } from "../read/open-inputs.ts";
import { Tally } from "../read/tally.ts";
import type { ReadSide, SideBuilding } from "./side.ts";

/** Reads the buildings of city files; what else is in them is passed over. */
export async function readCityInputs(
  path: string,
  plane: CityPlane | undefined,
  lines: ProgressLines,
  signal: AbortSignal,
): Promise<ReadSide | Problem> {
  const heights = await openHeightModel(undefined);
  if (isProblem(heights)) return heights;
  const inputs = await openInputs([path]);
  if (isProblem(inputs)) return inputs;
  try {
    const readers = inputs.files.map((file) => openReader(file, heights, {}));
    const surveyed = await surveyInputs(readers, heights, signal);
    if (isProblem(surveyed)) return surveyed;
    const [failed] = surveyed.failed;
    // What was not read would look as if it had been torn down.
    if (failed !== undefined) return failed;
    const into = plane ?? surveyed.plane;
    const buildings = new Map<string, SideBuilding>();
    const tally = new Tally();
    const total = readers.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const reader of surveyed.readers) {
      const fault = await readBuildings(reader, into, tally, signal, (building) => {
        if (!buildings.has(building.id)) buildings.set(building.id, building);
        lines.at(`Reading ${path}`, Math.min(tally.bytes, total - 1), total);
      });
      if (fault !== undefined) return fault;
    }
    lines.at(`Reading ${path}`, total, total);
    const vintages = surveyed.sources.flatMap(({ vintage }) => vintage ?? []);
    return { side: { path, vintages, buildings: [...buildings.values()] }, plane: into };
  } finally {
    await inputs.close();
  }
}

async function readBuildings(
  reader: CityReader,
  plane: CityPlane,
  tally: Tally,
  signal: AbortSignal,
  take: (building: SideBuilding) => void,
): Promise<Problem | undefined> {
  const features = reader.features(tally, signal);
  for (;;) {
    const next = await features.next();
    signal.throwIfAborted();
    if (next.done) return next.value;
    if (next.value.class !== "building") continue;
    const mended = mendFeature(next.value, plane, tally, `${reader.path}, ${next.value.id}`);
    if (mended !== undefined) take(buildingOf(mended));
  }
}

function buildingOf({ id, name, footprint, box, building, attributes }: CityFeature): SideBuilding {
  const outlines =
    footprint.length > 0 ? footprint : (building?.parts ?? []).map((part) => [part.footprint]);
  return {
    id,
    ...(name === undefined ? {} : { name: name.ja }),
    footprint: outlines,
    height: box[5] - box[2],
    attributes: new Map(attributes.map(({ path, value }) => [path, value])),
  };
}
