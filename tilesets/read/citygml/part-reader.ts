import type { ReadFeature } from "../../model/read-feature.ts";
import type { PartEnd } from "../file-parts.ts";
import { Tally } from "../tally.ts";
import { XmlParts } from "../xml/read-xml.ts";
import type { Codelists } from "./codelists.ts";
import type { Frames } from "./geometry/frames.ts";
import { DocumentCollector } from "./objects/document-collector.ts";
import { documentEvents } from "./objects/document-events.ts";
import { SharedShapes } from "./objects/implicit-collector.ts";
import { readyIn } from "./read-objects.ts";

/** A file of which parts are read. */
export interface PartedFile {
  readonly path: string;
  readonly name: string;
  /** From its beginning to its first object. */
  readonly head: string;
}

/** Characters that are parsed at a time. */
const SLICE = 64 * 1024;

/** Reads parts of one file, whole objects each, by themselves. */
export class PartReader {
  readonly #file: PartedFile;
  readonly #frames: Frames;
  readonly #codelists: Codelists;
  readonly #xml: XmlParts;
  readonly #collector: DocumentCollector;
  readonly #isGood: boolean;
  #tally = new Tally();

  constructor(file: PartedFile, frames: Frames, codelists: Codelists) {
    this.#file = file;
    this.#frames = frames;
    this.#codelists = codelists;
    const events = documentEvents(file.name, () => this.#tally);
    this.#collector = new DocumentCollector(file.name, frames, new SharedShapes(), events);
    this.#xml = new XmlParts(file.path, this.#collector);
    this.#isGood = this.#xml.write(file.head);
  }

  /**
   * The features of a part. Returns undefined where it cannot be read as if all before were known (something
   * is wrong, an object has no id of its own or is too large for one part): then neither they nor this are
   * of any more use.
   */
  async *read(text: string, tally: Tally): AsyncGenerator<ReadFeature, PartEnd | undefined> {
    const [collector, xml] = [this.#collector, this.#xml];
    this.#tally = tally;
    const { state, count } = collector;
    const from = xml.place;
    const { path, name } = this.#file;
    const tools = { frames: this.#frames, codelists: this.#codelists, tally };
    const context = { path, file: name, ...tools, appearances: undefined };
    // Slice by slice, so that what was read is gone before the next is: memory is moved about less.
    for (let at = 0; at < text.length; at += SLICE) {
      if (!this.#isGood || !xml.write(text.slice(at, at + SLICE))) return undefined;
      for await (const feature of readyIn(collector, context)) {
        if (feature.piece !== undefined) return undefined;
        yield feature;
      }
    }
    if (collector.numbered || collector.state !== state) return undefined;
    return { objects: collector.count - count, from, to: xml.place };
  }
}
