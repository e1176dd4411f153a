import { join } from "node:path";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { openHeightModel } from "../crs/open-height-model.ts";
import type { Networks } from "../model/city-model.ts";
import type { CityReader } from "../read/city-reader.ts";
import { openInputs } from "../read/open-inputs.ts";
import { Tally } from "../read/tally.ts";
import type { ConvertOptions } from "../read-arguments.ts";
import { Spool } from "../spool/spool.ts";
import { writeImportedCity } from "../write/write-imported-city.ts";
import { writeFolder } from "../write-folder.ts";
import { cityName } from "./city-name.ts";
import { openReader } from "./open-reader.ts";
import type { ProgressLines } from "./progress-lines.ts";
import { readIntoSpool } from "./read-into-spool.ts";
import { type Conversion, summaryOf } from "./summary.ts";
import { surveyInputs } from "./survey-inputs.ts";

/** Where features wait on the disk for their tiles: inside the folder that is being filled. */
const SPOOL = ".spool";

/**
 * City files in, a city's folder out: `tileset.json`, layers, `city.json`, networks (docs/cities.md). The
 * folder is put in place when it is whole; until then nothing of it is seen. A Problem where nothing could
 * be written. Throws the signal's reason when it is aborted, and leaves nothing behind.
 */
export async function convertCity(
  options: ConvertOptions,
  lines: ProgressLines,
  signal: AbortSignal,
): Promise<Conversion | Problem> {
  const heights = await openHeightModel(options.geoid);
  if (isProblem(heights)) return heights;
  const inputs = await openInputs(options.inputs);
  if (isProblem(inputs)) return inputs;
  try {
    const began = performance.now();
    for (const { message } of inputs.notes) lines.say(message);
    const readers = inputs.files.map((file) => openReader(file, heights, options));
    const surveyed = await surveyInputs(readers, heights);
    if (isProblem(surveyed)) return surveyed;
    const tally = new Tally();
    const failed = [...surveyed.failed];
    return await writeFolder(options.out, async (folder) => {
      const spool = await Spool.create(join(folder, SPOOL));
      try {
        const place = { plane: surveyed.plane, spool, tally, ids: new Set<string>() };
        failed.push(...(await readAll(surveyed.readers, place, lines, signal)));
        await spool.finish();
        if (tally.ledger("features").written === 0) throw new NothingToWrite(failed);
        const readSeconds = secondsSince(began);
        const networks = await networksOf(surveyed.readers);
        const city = {
          ...cityName(options, surveyed.name),
          ...{ plane: surveyed.plane, spool, networks, sources: surveyed.sources },
          reference: { crs: surveyed.crs, heights: heights.describe() },
        };
        const progress = (part: string, done: number, total: number) =>
          lines.at(`Writing ${part}`, done, total);
        const written = await writeImportedCity(city, folder, tally, progress, signal);
        const facts = {
          id: city.id,
          failed,
          notes: inputs.notes,
          crs: surveyed.crs,
          heights: heights.describe(),
        };
        return summaryOf(options, tally, written, {
          ...facts,
          readSeconds,
          seconds: secondsSince(began),
        });
      } finally {
        await spool.destroy();
      }
    });
  } catch (error) {
    if (error instanceof NothingToWrite) return error.problem;
    throw error;
  } finally {
    await inputs.close();
  }
}

/** Ends the filling of a folder in which there would be nothing. */
class NothingToWrite extends Error {
  readonly problem: Problem;

  constructor(failed: readonly Problem[]) {
    super("nothing to write");
    this.problem =
      failed[0] ??
      problem(
        "tiles/nothing-to-write",
        "None of the inputs has a feature that can be drawn.",
        "Name files with buildings or other things of a city.",
      );
  }
}

/** Reads one input after the other; what could not be read to its end is told. */
async function readAll(
  readers: readonly CityReader[],
  place: Parameters<typeof readIntoSpool>[1],
  lines: ProgressLines,
  signal: AbortSignal,
): Promise<Problem[]> {
  const total = readers.reduce((sum, { bytes }) => sum + bytes, 0);
  const failed: Problem[] = [];
  const { tally } = place;
  let count = 0;
  const told = () => lines.at("Reading", Math.min(tally.bytes, total - 1), total, counted(count));
  for (const reader of readers) {
    const fault = await readIntoSpool(reader, place, signal, () => {
      count++;
      told();
    });
    if (fault !== undefined) {
      failed.push(fault);
      lines.say(fault.tip === undefined ? fault.message : `${fault.message} ${fault.tip}`);
    }
  }
  lines.at("Reading", total, total, counted(count));
  return failed;
}

function counted(features: number): string {
  return `${features.toLocaleString("en")} features`;
}

/** The networks of all inputs together. */
async function networksOf(readers: readonly CityReader[]): Promise<Partial<Networks>> {
  const all: Record<string, Networks[keyof Networks]> = {};
  for (const reader of readers) {
    const own = (await reader.networks?.()) ?? {};
    for (const [name, { features }] of Object.entries(own)) {
      const before = all[name]?.features ?? [];
      all[name] = { type: "FeatureCollection", features: [...before, ...features] };
    }
  }
  return all;
}

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 10) / 100;
}
