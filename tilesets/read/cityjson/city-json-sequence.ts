import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { HeightModel } from "../../crs/height-model.ts";
import type { SourceFrame } from "../../crs/source-frame.ts";
import type { ReadFeature } from "../../model/read-feature.ts";
import type { CityReader, Survey } from "../city-reader.ts";
import type { InputFile } from "../input-file.ts";
import type { Tally } from "../tally.ts";
import { unreadable } from "../unreadable.ts";
import { Appearances, Images } from "./appearances.ts";
import { arrivedObject } from "./arrived-object.ts";
import { CityJsonHead } from "./city-json-head.ts";
import { Families } from "./families.ts";
import { type FeatureContext, featureOf } from "./feature-of.ts";
import { inputFrame, NO_HEIGHTS } from "./input-frame.ts";
import { isRecord } from "./is-record.ts";
import { jsonLines } from "./json-lines.ts";
import { SurveyBounds } from "./survey-bounds.ts";
import { VertexList } from "./vertex-list.ts";

type Json = Readonly<Record<string, unknown>>;

/** CityJSONSeq: a first line with what all share, then a feature a line with vertices of its own. */
export class CityJsonSequence implements CityReader {
  readonly format = "cityjsonseq";
  readonly path: string;
  readonly bytes: number;
  readonly #file: InputFile;
  readonly #heights: HeightModel;
  readonly #crs: string | undefined;
  readonly #images: Images;

  constructor(file: InputFile, heights: HeightModel, crs: string | undefined) {
    this.path = file.path;
    this.bytes = file.bytes;
    this.#file = file;
    this.#heights = heights;
    this.#crs = crs;
    this.#images = new Images(file);
  }

  async survey(): Promise<Survey | Problem> {
    let head: CityJsonHead | undefined;
    const bounds = new SurveyBounds();
    const vertex = new Float64Array(3);
    try {
      for await (const { json, fault } of jsonLines(this.#file)) {
        if (head === undefined || isHead(json)) {
          const next = this.#headOf(json, fault);
          if (isProblem(next)) return next;
          head ??= next;
          if (addExtent(next.metadata, bounds)) break;
        } else if (isRecord(json)) {
          const vertices = new VertexList();
          vertices.add(json.vertices);
          for (let index = 0; index < vertices.size; index++) {
            vertices.read(index, head.transform, vertex);
            bounds.add(vertex[0] as number, vertex[1] as number);
          }
        }
      }
    } catch (error) {
      return unreadable(this.path, error);
    }
    if (head === undefined) return this.#empty();
    const frame = inputFrame(head, NO_HEIGHTS, this.#crs);
    if (isProblem(frame)) return frame;
    const name = head.title;
    return {
      bounds: bounds.degrees(frame),
      crs: frame.name,
      sources: head.sources(this.#file.name),
      ...(name === undefined ? {} : { name }),
    };
  }

  async *features(
    tally: Tally,
    signal: AbortSignal,
  ): AsyncGenerator<ReadFeature, Problem | undefined> {
    let shared: { head: CityJsonHead; frame: SourceFrame } | undefined;
    try {
      for await (const line of jsonLines(this.#file, (bytes) => tally.advance(bytes))) {
        if (signal.aborted) return undefined;
        const { json, fault } = line;
        if (shared === undefined || isHead(json)) {
          const head = this.#headOf(json, fault);
          if (isProblem(head)) return head;
          const frame = inputFrame(head, this.#heights, this.#crs);
          if (isProblem(frame)) return frame;
          shared = { head, frame };
          continue;
        }
        const file = `${this.#file.name} line ${line.number}`;
        if (!isRecord(json)) {
          tally.read("features");
          tally.leftOut("features", fault ?? "it is no object of a city", file);
          continue;
        }
        const { head, frame } = shared;
        const vertices = new VertexList();
        vertices.add(json.vertices);
        const appearances = this.#appearancesOf(json, head);
        yield* this.#featuresOf(json, {
          head,
          vertices,
          appearances,
          images: this.#images,
          frame,
          tally,
          file,
        });
      }
    } catch (error) {
      return unreadable(this.path, error);
    }
    return shared === undefined ? this.#empty() : undefined;
  }

  /** Mostly one: those of a line's objects that are not parts of others. */
  async *#featuresOf(json: Json, context: FeatureContext): AsyncGenerator<ReadFeature> {
    const { tally, file } = context;
    const families = new Families();
    const objects = isRecord(json.CityObjects) ? Object.entries(json.CityObjects) : [];
    if (objects.length === 0) {
      tally.read("features");
      tally.leftOut("features", "it has no objects of a city", file);
    }
    for (const [key, object] of objects) {
      const arrived = arrivedObject(key, object, async () => object);
      if (arrived === undefined) {
        tally.read("features");
        tally.leftOut("features", "it is no object of a city", `${file}, ${key}`);
        continue;
      }
      for (const family of families.add(arrived)) yield await featureOf(family, context);
    }
    for (const family of families.end()) yield await featureOf(family, context);
  }

  #appearancesOf(json: Json, head: CityJsonHead): Appearances {
    if (!isRecord(json.appearance)) return head.appearances;
    const appearances = new Appearances(this.#images);
    for (const [key, value] of Object.entries(json.appearance)) appearances.add(key, value);
    return appearances;
  }

  #headOf(json: unknown, fault: string | undefined): CityJsonHead | Problem {
    if (!isHead(json)) {
      const why = fault ?? "it is no CityJSON object with what all features share";
      return problem("tiles/cityjson", `The first line of ${this.path} cannot be read: ${why}.`);
    }
    const head = new CityJsonHead(this.path, this.#images);
    for (const [key, value] of Object.entries(json)) {
      const bad = head.add("", key, value);
      if (bad !== undefined) return bad;
    }
    return head.check() ?? head;
  }

  #empty(): Problem {
    return problem("tiles/cityjson", `${this.path} is empty.`);
  }
}

function isHead(json: unknown): json is Json {
  return isRecord(json) && json.type === "CityJSON";
}

/** What a sequence says of its extent spares a look at all of it. @returns whether it says so */
function addExtent({ geographicalExtent: extent }: Json, bounds: SurveyBounds): boolean {
  if (!Array.isArray(extent) || extent.length !== 6 || !extent.every(Number.isFinite)) return false;
  const [west, south, , east, north] = extent as number[];
  bounds.add(west as number, south as number);
  bounds.add(east as number, north as number);
  return true;
}
