import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { HeightModel } from "../../crs/height-model.ts";
import { TILE_LIMITS } from "../../limits.ts";
import type { ReadFeature } from "../../model/read-feature.ts";
import type { CityReader, Survey } from "../city-reader.ts";
import type { InputFile } from "../input-file.ts";
import type { Tally } from "../tally.ts";
import { Unreadable, unreadable } from "../unreadable.ts";
import { Images } from "./appearances.ts";
import { arrivedObject } from "./arrived-object.ts";
import { bufferOf } from "./buffer-of.ts";
import { CityJsonHead } from "./city-json-head.ts";
import { Families, type Family } from "./families.ts";
import { featureOf } from "./feature-of.ts";
import { inputFrame, NO_HEIGHTS } from "./input-frame.ts";
import { type JsonPiece, JsonPieces, type JsonPlan } from "./json-pieces.ts";
import { SurveyBounds } from "./survey-bounds.ts";

/** Bytes of objects that wait for their parts and are held; of others only the place is, and they are read again. */
const HELD = 64 * 1024 * 1024;

const SHARED = new Set([
  "type",
  "version",
  "metadata",
  "transform",
  "geometry-templates",
  "vertices",
]);

/** What all objects share; they may come before the vertices that they need. */
const HEAD: JsonPlan = {
  members: new Set(["appearance"]),
  runs: new Set(["vertices", "appearance/vertices-texture"]),
  wants: (path) => SHARED.has(path) || path.startsWith("appearance/"),
};

const OBJECTS: JsonPlan = {
  members: new Set(["CityObjects"]),
  runs: new Set(),
  wants: (path) => path.startsWith("CityObjects"),
};

/** CityJSON in one object, read twice: its vertices are held, and its objects come one by one. */
export class CityJsonFile implements CityReader {
  readonly format = "cityjson";
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
    const head = await this.#readHead(undefined, undefined);
    if (isProblem(head)) return head;
    const frame = inputFrame(head, NO_HEIGHTS, this.#crs);
    if (isProblem(frame)) return frame;
    const bounds = new SurveyBounds();
    const vertex = new Float64Array(3);
    for (let index = 0; index < head.vertices.size; index++) {
      head.vertices.read(index, head.transform, vertex);
      bounds.add(vertex[0] as number, vertex[1] as number);
    }
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
    const advance = halved(tally);
    const head = await this.#readHead(advance, signal);
    if (signal.aborted) return undefined;
    if (isProblem(head)) return head;
    const frame = inputFrame(head, this.#heights, this.#crs);
    if (isProblem(frame)) return frame;
    const { vertices, appearances } = head;
    const file = this.#file.name;
    const context = { head, vertices, appearances, images: this.#images, frame, tally, file };
    const families = new Families();
    const held = { bytes: 0 };
    try {
      const pieces = new JsonPieces(OBJECTS);
      for await (const chunk of this.#file.open(advance)) {
        if (signal.aborted) return undefined;
        for (const piece of pieces.write(bufferOf(chunk))) {
          if (piece.path === "") return this.#noObjects();
          for (const family of this.#arrive(piece, families, held, tally)) {
            yield await featureOf(family, context);
          }
        }
        if (pieces.fault !== undefined) break;
      }
      pieces.end();
      for (const family of families.end()) {
        if (signal.aborted) return undefined;
        yield await featureOf(family, context);
      }
      return pieces.fault === undefined ? undefined : this.#noJson(pieces.fault);
    } catch (error) {
      return unreadable(this.path, error);
    }
  }

  /** One object: complete, waiting for its parts, or left out. */
  #arrive(piece: JsonPiece, families: Families, held: { bytes: number }, tally: Tally): Family[] {
    const { key, from, to } = piece;
    const size = to - from;
    let text = piece.text;
    let json = text === undefined ? undefined : parse(text);
    const load = async () => {
      if (json !== undefined) return json;
      if (text !== undefined) held.bytes -= size;
      return parse(text ?? Buffer.from(await this.#file.read(from, to))) ?? this.#changed();
    };
    const object = arrivedObject(key, json, load);
    if (object === undefined) {
      tally.read("features");
      tally.leftOut("features", reasonOf(piece, json), `${this.#file.name}, ${key}`);
      return [];
    }
    const complete = families.add(object);
    if (complete.some(({ members }) => members.includes(object))) return complete;
    json = undefined;
    if (held.bytes + size > HELD) text = undefined;
    else held.bytes += size;
    return complete;
  }

  async #readHead(
    advance: ((bytes: number) => void) | undefined,
    signal: AbortSignal | undefined,
  ): Promise<CityJsonHead | Problem> {
    const head = new CityJsonHead(this.path, this.#images);
    const pieces = new JsonPieces(HEAD);
    try {
      for await (const chunk of this.#file.open(advance)) {
        if (signal?.aborted) break;
        for (const piece of pieces.write(bufferOf(chunk))) {
          const fault = this.#addToHead(head, piece);
          if (fault !== undefined) return fault;
        }
        if (pieces.fault !== undefined) break;
      }
    } catch (error) {
      return unreadable(this.path, error);
    }
    if (signal?.aborted) return head;
    pieces.end();
    return pieces.fault === undefined ? (head.check() ?? head) : this.#noJson(pieces.fault);
  }

  #addToHead(head: CityJsonHead, { path, key, text, from }: JsonPiece): Problem | undefined {
    if (text === undefined) {
      return problem(
        "tiles/too-large",
        `“${key}” of ${this.path} has more than ${TILE_LIMITS.featureText} bytes (featureText).`,
      );
    }
    const value = parse(text);
    if (value === undefined) return this.#noJson(`“${key}” cannot be read, at byte ${from}`);
    return head.add(path, key, value);
  }

  #noJson(fault: string): Problem {
    return problem(
      "tiles/json",
      `${this.path} is not JSON: ${fault}.`,
      "It may be cut off; fetch it once more.",
    );
  }

  #noObjects(): Problem {
    return problem("tiles/cityjson", `${this.path} is no CityJSON: its CityObjects are no object.`);
  }

  #changed(): never {
    throw new Unreadable(problem("tiles/unreadable", `${this.path} changed while it was read.`));
  }
}

/** The file is read twice, so each byte counts half. */
function halved(tally: Tally): (bytes: number) => void {
  let seen = 0;
  let told = 0;
  return (bytes) => {
    seen += bytes;
    const due = Math.floor(seen / 2) - told;
    told += due;
    if (due > 0) tally.advance(due);
  };
}

function reasonOf({ text }: JsonPiece, json: unknown): string {
  if (text === undefined) return `it has more than ${TILE_LIMITS.featureText} bytes (featureText)`;
  return json === undefined ? "it is not JSON" : "it is no object of a city";
}

/** Undefined where it is not JSON; null stays null. */
function parse(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString("utf8"));
  } catch {
    return undefined;
  }
}
