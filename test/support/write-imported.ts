import { join } from "node:path";
import { CityPlane } from "../../shared/city-plane.ts";
import type { CityFeature } from "../../tilesets/model/city-feature.ts";
import type { ImportedCity } from "../../tilesets/model/imported-city.ts";
import { Tally } from "../../tilesets/read/tally.ts";
import { Spool } from "../../tilesets/spool/spool.ts";
import { writeImportedCity } from "../../tilesets/write/write-imported-city.ts";
import type { Progress, Written } from "../../tilesets/write/written.ts";

export const PLANE = new CityPlane({ longitude: 139.75, latitude: 35.55, height: 36.4 });

interface Options {
  readonly city?: Partial<ImportedCity>;
  readonly tally?: Tally;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/** Writes features into a folder as a city that was read from files. */
export async function writeImported(
  features: Iterable<CityFeature>,
  folder: string,
  { city = {}, tally = new Tally(), progress, signal }: Options = {},
): Promise<Written> {
  const spool = await Spool.create(join(folder, ".spool"));
  try {
    for (const feature of features) await spool.add(feature);
    await spool.finish();
    const whole: ImportedCity = {
      ...{ id: "made", name: { en: "Made", ja: "見本" }, plane: PLANE, spool, networks: {} },
      sources: [{ title: "Test", publisher: "Nobody", licence: "CC0", vintage: "2024" }],
      reference: { crs: ["EPSG:6697"], heights: "none" },
      ...city,
    };
    const quiet = () => undefined;
    const never = new AbortController().signal;
    return await writeImportedCity(whole, folder, tally, progress ?? quiet, signal ?? never);
  } finally {
    await spool.destroy();
  }
}
