/** A thread that reads parts of CityGML files: from their text to features as the spool takes them. */
import { Readable } from "node:stream";
import { workerData } from "node:worker_threads";
import { CityPlane } from "../../../shared/city-plane.ts";
import { MeteredGeoid } from "../../crs/metered-geoid.ts";
import { openHeightModel } from "../../crs/open-height-model.ts";
import { mendFeature } from "../../mend/mend-feature.ts";
import { Codelists } from "../../read/citygml/codelists.ts";
import { Frames } from "../../read/citygml/geometry/frames.ts";
import { PartReader } from "../../read/citygml/part-reader.ts";
import type { FileBeside, PartEnd } from "../../read/file-parts.ts";
import type { InputPackage, StoredFile } from "../../read/input-file.ts";
import { Tally } from "../../read/tally.ts";
import { SpoolPacker } from "../../spool/spool-packer.ts";
import { type Ask, serveThread } from "../../threads/serve-thread.ts";
import type { BesideQuestion, PartResult, PartTask, PartThreadData } from "./part-task.ts";

const { number, geoid, crs, origin } = workerData as PartThreadData;
const plane = new CityPlane(origin);
const packer = new SpoolPacker(number);
const packages = new Map<string, InputPackage>();
/** Of the file that parts came of last, as long as it is of use. */
let current: { readonly file: number; readonly reader: PartReader } | undefined;
let heights: MeteredGeoid | undefined;

serveThread<PartTask>(async (task, ask) => {
  const good = await read(task, ask);
  const pack = packer.take();
  const result: PartResult = good === undefined ? { pack } : { pack, good };
  const { bytes, index } = pack;
  const { hashes, lengths, triangles, boxes, layerOf, flags } = index;
  const columns = [bytes, hashes, lengths, triangles, boxes, layerOf, flags];
  return { result, transfer: columns.map(({ buffer }) => buffer as ArrayBuffer) };
});

async function read({ file, bytes }: PartTask, ask: Ask): Promise<PartResult["good"]> {
  heights ??= await openModel();
  heights.forget();
  if (current?.file !== file.number)
    current = { file: file.number, reader: readerOf(file, heights, ask) };
  const tally = new Tally();
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const ids: string[] = [];
  const end = await pack(current.reader.read(text, tally), file.path, tally, ids);
  if (end !== undefined) return { end, ids, tally: tally.notes, heights: heights.notes };
  current = undefined;
  return undefined;
}

/** Mends and packs features; undefined where they cannot be used. */
async function pack(
  features: ReturnType<PartReader["read"]>,
  path: string,
  tally: Tally,
  ids: string[],
): Promise<PartEnd | undefined> {
  for (;;) {
    // What fails here fails again where it is read in one go, and is told there.
    const next = await features.next().catch(() => undefined);
    if (next === undefined || next.done) return next?.value;
    const feature = next.value;
    ids.push(feature.id);
    const mended = mendFeature(feature, plane, tally, `${path}, ${feature.id}`);
    if (mended !== undefined) packer.add(mended);
  }
}

async function openModel(): Promise<MeteredGeoid> {
  const model = await openHeightModel(geoid);
  if (model instanceof MeteredGeoid) return model;
  throw new Error("the geoid is not there any more");
}

function readerOf(file: PartTask["file"], model: MeteredGeoid, ask: Ask): PartReader {
  const sibling = async (relative: string) => {
    const question: BesideQuestion = { file: file.number, relative };
    const found = (await ask(question)) as FileBeside | undefined;
    return found && storedFile(found);
  };
  const about = async () => ({ sources: [] });
  const from = packages.get(file.package) ?? { path: file.package, about };
  packages.set(file.package, from);
  const codelists = new Codelists({ sibling, package: from });
  return new PartReader(file, new Frames(model, crs), codelists);
}

function storedFile({ path, name, bytes }: FileBeside): StoredFile {
  return {
    ...{ path, name, bytes: bytes.length },
    open: () => Readable.from([bytes]),
    read: async (from, to) => bytes.subarray(from, to),
    readAll: async () => bytes,
    sibling: async () => undefined,
  };
}
