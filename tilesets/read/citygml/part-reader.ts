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

/** What is in a part. */
export interface PartRead {
  readonly features: readonly ReadFeature[];
  readonly end: PartEnd;
}

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
   * Undefined where a part cannot be read as if all before were known (something is wrong, an object has no
   * id of its own or is too large for one part): then this is of no more use.
   */
  async read(text: string, tally: Tally): Promise<PartRead | undefined> {
    const [collector, xml] = [this.#collector, this.#xml];
    this.#tally = tally;
    const { state, count } = collector;
    const from = xml.place;
    if (!this.#isGood || !xml.write(text)) return undefined;
    if (collector.numbered || collector.state !== state) return undefined;
    const { path, name } = this.#file;
    const features: ReadFeature[] = [];
    const tools = { frames: this.#frames, codelists: this.#codelists, tally };
    const context = { path, file: name, ...tools, appearances: undefined };
    for await (const feature of readyIn(collector, context)) {
      if (feature.piece !== undefined) return undefined;
      features.push(feature);
    }
    return { features, end: { objects: collector.count - count, from, to: xml.place } };
  }
}
