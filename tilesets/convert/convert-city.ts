import { join } from "node:path";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { HeightModel } from "../crs/height-model.ts";
import { openHeightModel } from "../crs/open-height-model.ts";
import type { Networks } from "../model/city-model.ts";
import type { CityReader } from "../read/city-reader.ts";
import { openInputs } from "../read/open-inputs.ts";
import { Tally } from "../read/tally.ts";
import type { ConvertOptions } from "../read-arguments.ts";
import { Spool } from "../spool/spool.ts";
import { ThreadDied } from "../threads/thread-pool.ts";
import { writeImportedCity } from "../write/write-imported-city.ts";
import { writeFolder } from "../write-folder.ts";
import { checkPlaces } from "./check-places.ts";
import { cityName } from "./city-name.ts";
import { openReader } from "./open-reader.ts";
import { PartThreads, threadsFor } from "./parts/part-threads.ts";
import type { ProgressLines } from "./progress-lines.ts";
import { readInputs } from "./read-inputs.ts";
import type { Destination } from "./read-into-spool.ts";
import { type Conversion, ledgersLines, ledgersOf, summaryOf } from "./summary.ts";
import { surveyInputs } from "./survey-inputs.ts";

/** Where features wait on the disk for their tiles: inside the folder that is being filled. */
const SPOOL = ".spool";

/**
 * City files in, a city's folder out: `tileset.json`, layers, `city.json`, networks (docs/cities.md). The
 * folder is put in place when it is whole; until then nothing of it is seen. A Problem where nothing could
 * be written. Throws the signal's reason when it is aborted, and leaves nothing behind.
 * @param threads that read and write, besides the main one; as many as are worth it where absent
 */
export async function convertCity(
  options: ConvertOptions,
  lines: ProgressLines,
  signal: AbortSignal,
  threads?: number,
): Promise<Conversion | Problem> {
  const misplaced = await checkPlaces(options.inputs, options.out);
  if (misplaced !== undefined) return misplaced;
  const heights = await openHeightModel(options.geoid);
  if (isProblem(heights)) return heights;
  const inputs = await openInputs(options.inputs);
  if (isProblem(inputs)) return inputs;
  try {
    const began = performance.now();
    for (const { message } of inputs.notes) lines.say(message);
    const readers = inputs.files.map((file) => openReader(file, heights, options));
    const surveyed = await surveyInputs(readers, heights, signal);
    if (isProblem(surveyed)) return surveyed;
    const tally = new Tally();
    const failed = [...surveyed.failed];
    return await writeFolder(options.out, async (folder) => {
      const spool = await Spool.create(join(folder, SPOOL));
      try {
        const place = { plane: surveyed.plane, spool, tally, ids: new Set<string>() };
        const at = { place, heights, signal, lines };
        const count = threads ?? (await threadsFor(surveyed.readers, options.geoid));
        failed.push(...(await readAll(surveyed.readers, at, options, count)));
        await spool.finish();
        if (tally.ledger("features").written === 0) {
          for (const line of ledgersLines(ledgersOf(tally))) lines.say(line);
          throw new NothingToWrite(failed);
        }
        const readSeconds = secondsSince(began);
        const networks = await networksOf(surveyed.readers);
        const city = {
          ...cityName(options, surveyed.name),
          ...{ plane: surveyed.plane, spool, networks, sources: surveyed.sources },
          reference: { crs: surveyed.crs, heights: heights.describe() },
          ...(options.ground === undefined ? {} : { ground: options.ground }),
          ...timeZoneOf(surveyed.crs),
        };
        const progress = (part: string, done: number, total: number) =>
          lines.at(`Writing ${part}`, done, total);
        const written = await writeImportedCity(city, folder, tally, progress, signal, threads);
        for (const { message, tip = "" } of written.notes ?? [])
          lines.say(`${message} ${tip}`.trimEnd());
        const facts = {
          id: city.id,
          failed,
          notes: [...inputs.notes, ...(written.notes ?? [])],
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
    if (error instanceof ThreadDied) return threadDied(error);
    throw error;
  } finally {
    await inputs.close();
  }
}

function threadDied({ message }: Error): Problem {
  return problem(
    "tiles/thread-died",
    `A thread of the conversion ended before its work was done: ${message}.`,
    "See that there is memory to spare, or convert fewer files at once.",
  );
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
  at: { place: Destination; heights: HeightModel; signal: AbortSignal; lines: ProgressLines },
  options: ConvertOptions,
  count: number,
): Promise<Problem[]> {
  const total = readers.reduce((sum, { bytes }) => sum + bytes, 0);
  const failed: Problem[] = [];
  const { place, heights, signal, lines } = at;
  let features = 0;
  const onFeatures = (more: number) => {
    features += more;
    const done = Math.min(place.tally.bytes, total - 1);
    lines.at("Reading", done, total, counted(features));
  };
  const onFault = (fault: Problem) => {
    failed.push(fault);
    lines.say(fault.tip === undefined ? fault.message : `${fault.message} ${fault.tip}`);
  };
  const threads = count > 0 ? new PartThreads(count, options, place.plane) : undefined;
  try {
    await readInputs(readers, { place, heights, signal, onFeatures, onFault }, threads);
  } finally {
    await threads?.close();
  }
  lines.at("Reading", total, total, counted(features));
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

/** Japan has one zone, and its coordinate systems say where they are; elsewhere pages show their own. */
function timeZoneOf(crs: readonly string[]): { readonly timeZone?: string } {
  return crs.some((name) => name.includes("JGD")) ? { timeZone: "Asia/Tokyo" } : {};
}
