import type { Problem } from "../../shared/problem.ts";
import type { HeightModel } from "../crs/height-model.ts";
import { MeteredGeoid } from "../crs/metered-geoid.ts";
import type { CityReader } from "../read/city-reader.ts";
import type { FileParts } from "../read/file-parts.ts";
import type { GoodPart, PartResult } from "./parts/part-task.ts";
import type { PartThreads } from "./parts/part-threads.ts";
import { type Destination, readIntoSpool } from "./read-into-spool.ts";

/** A step of the reading of all inputs; steps are taken in order, and prepared ahead. */
type Step =
  | { readonly sort: "whole"; readonly reader: CityReader }
  | {
      readonly sort: "part";
      readonly parts: FileParts;
      readonly from: number;
      readonly result: Promise<PartResult>;
    }
  | { readonly sort: "rest"; readonly parts: FileParts };

/** What inputs are read with. */
export interface Reading {
  readonly place: Destination;
  readonly heights: HeightModel;
  readonly signal: AbortSignal;
  /** Told of features as they come. */
  readonly onFeatures: (count: number) => void;
  /** Told why an input could not be read on. */
  readonly onFault: (fault: Problem) => void;
}

/**
 * Reads inputs one after the other, parts of them in threads where there are some. What comes out does not
 * depend on that: parts are taken in their order, and from one on that a thread could not read by itself
 * (something is wrong, an id comes again) the rest of its file is read here. Throws when aborted.
 */
export async function readInputs(
  readers: readonly CityReader[],
  reading: Reading,
  threads: PartThreads | undefined,
): Promise<void> {
  const steps = stepsOf(readers, reading, threads);
  const ahead: Step[] = [];
  const restRead = new Set<FileParts>();
  try {
    for (let ended = false; ; ) {
      while (!ended && ahead.length < (threads?.ahead ?? 1)) {
        const { done, value } = await steps.next();
        reading.signal.throwIfAborted();
        if (done) ended = true;
        else ahead.push(value);
      }
      const step = ahead.shift();
      if (step === undefined) return;
      await take(step, reading, restRead);
    }
  } finally {
    for (const step of ahead) if (step.sort !== "whole") await step.parts.close();
  }
}

async function* stepsOf(
  readers: readonly CityReader[],
  { place, signal }: Reading,
  threads: PartThreads | undefined,
): AsyncGenerator<Step, void> {
  for (const reader of readers) {
    const parts = threads && (await reader.parts?.(place.tally, signal));
    if (threads === undefined || parts === undefined) {
      yield { sort: "whole", reader };
      continue;
    }
    for (let part = await parts.next(); part !== undefined; part = await parts.next())
      yield { sort: "part", parts, from: part.from, result: threads.read(parts, part) };
    yield { sort: "rest", parts };
  }
}

async function take(step: Step, reading: Reading, restRead: Set<FileParts>): Promise<void> {
  const { place, signal, onFeatures } = reading;
  if (step.sort === "whole") {
    const { reader } = step;
    await readHere(reader.features(place.tally, signal), reader.path, reading);
    return;
  }
  const { parts } = step;
  if (step.sort === "rest") {
    if (!restRead.has(parts)) await readHere(parts.rest(undefined, signal), parts.path, reading);
    await parts.close();
    return;
  }
  const { pack, good } = await step.result;
  signal.throwIfAborted();
  if (restRead.has(parts)) place.spool.learn(pack);
  else if (good !== undefined && areNew(good.ids, place.ids)) {
    await place.spool.append(pack);
    join(good, reading);
    parts.passed(good.end);
    onFeatures(good.ids.length);
  } else {
    place.spool.learn(pack);
    restRead.add(parts);
    await readHere(parts.rest(step.from, signal), parts.path, reading);
  }
}

async function readHere(
  features: ReturnType<CityReader["features"]>,
  path: string,
  { place, signal, onFeatures, onFault }: Reading,
): Promise<void> {
  const fault = await readIntoSpool(features, path, place, signal, () => onFeatures(1));
  if (fault !== undefined) onFault(fault);
}

function join({ ids, tally, heights }: GoodPart, { place, heights: model }: Reading): void {
  for (const id of ids) place.ids.add(id);
  place.tally.join(tally);
  if (model instanceof MeteredGeoid) model.join(heights);
}

/** Whether none of them is there already, nor twice among them. */
function areNew(ids: readonly string[], known: ReadonlySet<string>): boolean {
  return new Set(ids).size === ids.length && ids.every((id) => !known.has(id));
}
