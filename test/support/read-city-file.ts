import { isProblem, type Problem } from "../../shared/problem.ts";
import type { ReadFeature } from "../../tilesets/model/read-feature.ts";
import type { CityReader } from "../../tilesets/read/city-reader.ts";
import { Tally } from "../../tilesets/read/tally.ts";

/** All that a reader reads. */
export interface ReadCityFile {
  readonly features: readonly ReadFeature[];
  /** Why it ended early. */
  readonly problem: Problem | undefined;
  readonly tally: Tally;
}

export async function readCityFile(
  reader: CityReader,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadCityFile> {
  const tally = new Tally();
  const features: ReadFeature[] = [];
  const reading = reader.features(tally, signal);
  for (;;) {
    const { value, done } = await reading.next();
    if (done) return { features, problem: isProblem(value) ? value : undefined, tally };
    features.push(value);
  }
}

/** Whether all that was read is there or left out with a reason: faults in the sum, in words. */
export function sumFaults({ features, tally }: ReadCityFile): string[] {
  const faults: string[] = [];
  const polygons = features.flatMap((feature) =>
    feature.geometries.map((geometry) => geometry.polygons.length),
  );
  const there = {
    features: features.length,
    polygons: polygons.reduce((sum, one) => sum + one, 0),
  };
  for (const sort of ["features", "polygons"] as const) {
    const { read, leftOut } = tally.ledger(sort);
    const out = Object.values(leftOut).reduce((sum, { count }) => sum + count, 0);
    if (read !== there[sort] + out)
      faults.push(`${sort}: ${read} read, ${there[sort]} there, ${out} left out`);
  }
  return faults;
}
