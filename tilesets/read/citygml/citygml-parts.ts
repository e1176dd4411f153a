import type { Problem } from "../../../shared/problem.ts";
import { TILE_LIMITS } from "../../limits.ts";
import type { ReadFeature } from "../../model/read-feature.ts";
import type { FileBeside, FilePart, FileParts, PartEnd } from "../file-parts.ts";
import type { InputFile } from "../input-file.ts";
import type { Tally } from "../tally.ts";
import { readXmlText, type XmlPlace } from "../xml/read-xml.ts";
import { needsLook } from "./appearance/needs-look.ts";
import { Codelists } from "./codelists.ts";
import type { Frames } from "./geometry/frames.ts";
import { MemberPieces } from "./member-pieces.ts";
import { DocumentCollector } from "./objects/document-collector.ts";
import { documentEvents } from "./objects/document-events.ts";
import { SharedShapes } from "./objects/implicit-collector.ts";
import { readObjects } from "./read-objects.ts";

/** A CityGML file that is read in parts: how far it has been read, and how it is read on from there. */
export class CityGmlParts implements FileParts {
  readonly path: string;
  readonly name: string;
  readonly package: string;
  readonly head: string;
  readonly #file: InputFile;
  readonly #frames: Frames;
  readonly #pieces: MemberPieces;
  readonly #tally: Tally;
  #place: XmlPlace | undefined;
  #objects = 0;

  private constructor(file: InputFile, frames: Frames, pieces: MemberPieces, tally: Tally) {
    this.path = file.path;
    this.name = file.name;
    this.package = file.package.path;
    this.#file = file;
    this.head = new TextDecoder().decode(pieces.head);
    this.#frames = frames;
    this.#pieces = pieces;
    this.#tally = tally;
  }

  /** Undefined where its objects depend on one another, or it cannot be opened. */
  static async open(
    file: InputFile,
    frames: Frames,
    tally: Tally,
    signal: AbortSignal,
  ): Promise<CityGmlParts | undefined> {
    try {
      if ((await needsLook(file, signal)) || signal.aborted) return undefined;
      const pieces = await MemberPieces.open(file, (bytes) => tally.advance(bytes));
      return pieces && new CityGmlParts(file, frames, pieces, tally);
    } catch {
      // Whoever reads it in one go meets the same and tells of it.
      return undefined;
    }
  }

  async next(): Promise<FilePart | undefined> {
    try {
      return await this.#pieces.next();
    } catch {
      return undefined;
    }
  }

  passed({ objects, from, to }: PartEnd): void {
    const at = this.#place ?? from;
    const across = to.line === from.line ? at.column - from.column : 0;
    this.#place = { line: at.line + to.line - from.line, column: to.column + across };
    this.#objects += objects;
  }

  rest(
    from: number | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<ReadFeature, Problem | undefined> {
    const [file, head] = [this.#file, this.head];
    const [frames, tally, place] = [this.#frames, this.#tally, this.#place];
    const events = documentEvents(file.name, () => tally);
    const shared = new SharedShapes();
    const collector = new DocumentCollector(file.name, frames, shared, events, this.#objects);
    const open = () => decoded(this.#pieces.rest(from));
    const reading = readXmlText(file.path, open, collector, { head, place });
    const context = { path: file.path, file: file.name, frames, tally };
    const more = { codelists: new Codelists(file), appearances: undefined };
    return readObjects(reading, collector, { ...context, ...more }, signal);
  }

  async beside(relative: string): Promise<FileBeside | undefined> {
    const found = await this.#file.sibling(relative);
    if (found === undefined) return undefined;
    const { path, name } = found;
    return { path, name, bytes: await found.readAll(TILE_LIMITS.codelistBytes) };
  }

  close(): Promise<void> {
    return this.#pieces.close();
  }
}

/** Not from a file's beginning: no byte order mark is looked for. */
async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest.length > 0) yield rest;
  return undefined;
}
