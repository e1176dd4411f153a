import type { Problem } from "../../../shared/problem.ts";
import type { HeightModel } from "../../crs/height-model.ts";
import type { ReadFeature } from "../../model/read-feature.ts";
import type { CityReader, Survey } from "../city-reader.ts";
import type { InputFile } from "../input-file.ts";
import type { Tally } from "../tally.ts";
import { unreadable } from "../unreadable.ts";
import { readXml } from "../xml/read-xml.ts";
import { AppearanceCollector } from "./appearance/appearance-collector.ts";
import { Appearances } from "./appearance/appearances.ts";
import { LookCollector } from "./appearance/look-collector.ts";
import { needsLook } from "./appearance/needs-look.ts";
import { CityGmlParts } from "./citygml-parts.ts";
import { Codelists } from "./codelists.ts";
import { Frames } from "./geometry/frames.ts";
import { DocumentCollector } from "./objects/document-collector.ts";
import { documentEvents } from "./objects/document-events.ts";
import { SharedShapes } from "./objects/implicit-collector.ts";
import { readObjects } from "./read-objects.ts";
import { surveyCityGml } from "./survey-citygml.ts";

/**
 * Reads CityGML 1 to 3 with i-UR, as a stream, one city object at a time. A file that tells how its
 * surfaces look is gone through twice: that may stand before or after them.
 */
export function citygmlReader(
  file: InputFile,
  heights: HeightModel,
  { crs }: { readonly crs?: string } = {},
): CityReader {
  return {
    format: "citygml",
    path: file.path,
    bytes: file.bytes,
    survey: (): Promise<Survey | Problem> => surveyCityGml(file, heights, crs),
    features: (tally, signal) => features(file, new Frames(heights, crs), tally, signal),
    parts: (tally, signal) => CityGmlParts.open(file, new Frames(heights, crs), tally, signal),
  };
}

async function* features(
  file: InputFile,
  frames: Frames,
  tally: Tally,
  signal: AbortSignal,
): AsyncGenerator<ReadFeature, Problem | undefined> {
  const shared = new SharedShapes();
  const looks = new AppearanceCollector((reason, ring) =>
    tally.repaired("polygons", `shown without its picture: ${reason}`, `${file.name} ${ring}`),
  );
  const advance = advanceOf(tally, file.bytes);
  let looked = false;
  try {
    looked = await needsLook(file, signal);
  } catch (error) {
    return unreadable(file.path, error);
  }
  if (looked) {
    const collector = new LookCollector(looks, shared, frames);
    // What breaks off here breaks off again below, and is told then.
    for await (const _ of readXml(file, collector, advance(0.5)))
      if (signal.aborted) return undefined;
  }
  const appearances = looks.data.length === 0 ? undefined : new Appearances(file, looks, tally);
  const codelists = new Codelists(file);
  const context = { path: file.path, file: file.name, frames, codelists, appearances, tally };
  const collector = new DocumentCollector(
    file.name,
    frames,
    shared,
    documentEvents(file.name, () => tally),
  );
  const reading = readXml(file, collector, advance(looked ? 0.5 : 1));
  const fault = yield* readObjects(reading, collector, context, signal);
  if (!signal.aborted) appearances?.account();
  return fault;
}

/** Tells of each way through a file as the share that it is of all; they come to its bytes. */
function advanceOf(tally: Tally, bytes: number) {
  let told = 0;
  let done = 0;
  return (share: number) => (more: number) => {
    done += more * share;
    const now = Math.min(bytes, Math.round(done));
    if (now > told) tally.advance(now - told);
    told = Math.max(told, now);
  };
}
