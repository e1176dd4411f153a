import type { SaxesTagNS } from "saxes";
import { gmlId } from "../../xml/attribute-of.ts";
import { ownText } from "../../xml/own-text.ts";
import type { XmlHandler } from "../../xml/read-xml.ts";
import type { XmlName } from "../../xml/xml-name.ts";
import { type Frames, UNSAID } from "../geometry/frames.ts";
import { NumberColumn } from "../geometry/number-column.ts";
import { pushNumbers } from "../geometry/push-numbers.ts";
import type { SharedShapes } from "./implicit-collector.ts";
import { ObjectCollector, type Reference } from "./object-collector.ts";
import type { RawObject } from "./raw-object.ts";

/** Shapes of a relief after which a piece of it is passed on. */
const PIECE = 20_000;

/** Properties of a collection that hold its objects. */
const MEMBERS: ReadonlySet<string> = new Set([
  ...["cityObjectMember", "featureMember", "featureMembers", "member"],
]);

/** What happens in a file beside its objects. */
export interface DocumentEvents {
  /** A shape that cannot be read, of the object that is open. */
  shapeLeftOut(reason: string, object: string, shape: string): void;
  /** An object that is left out whole. */
  objectLeftOut(reason: string, id: string): void;
  /** An object that was given an id, or had too much to say. */
  objectRepaired(rule: string, id: string): void;
}

type Where = "outside" | "collection" | "member" | "group" | "bounds";

/** Gathers the city objects of a CityGML file, one after another. */
export class DocumentCollector implements XmlHandler {
  /** Objects that are whole, to be taken. */
  readonly ready: RawObject[] = [];
  readonly #frames: Frames;
  readonly #shared: SharedShapes;
  readonly #events: DocumentEvents;
  /** What ids are made of where objects have none. */
  readonly #file: string;
  readonly #reference: Reference = { frame: UNSAID, dimension: 3 };
  readonly #around: Where[] = [];
  #object: ObjectCollector | undefined;
  /** The first piece of a large relief: what it says may come at its end. */
  #first: RawObject | undefined;
  #large = false;
  #skipped = 0;
  #corner: string | undefined;
  #dimensionSaid = false;
  #numbered = false;
  #count: number;

  /** @param count of objects that came before, where it is a part of a file */
  constructor(
    file: string,
    frames: Frames,
    shared: SharedShapes,
    events: DocumentEvents,
    count = 0,
  ) {
    this.#count = count;
    this.#file = file;
    this.#frames = frames;
    this.#shared = shared;
    this.#events = events;
  }

  /** Objects met. */
  get count(): number {
    return this.#count;
  }

  /** What holds for the next object, and what is open: the same before and after one that is whole. */
  get state(): string {
    const { frame, dimension } = this.#reference;
    const open = `${this.#around.join()} ${this.#skipped} ${this.#object?.id ?? ""}`;
    return `${frame} ${dimension} ${this.#dimensionSaid} ${open}`;
  }

  /** Whether an object got an id by its place in the file. */
  get numbered(): boolean {
    return this.#numbered;
  }

  open(name: XmlName, tag: SaxesTagNS): void {
    if (this.#skipped > 0) this.#skipped += 1;
    else if (this.#object !== undefined) this.#object.open(name, tag);
    else this.#openAround(name, tag);
  }

  text(text: string): void {
    if (this.#object !== undefined) this.#object.text(text);
    else if (this.#corner !== undefined) this.#corner += text;
  }

  close(name: XmlName): void {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
    } else if (this.#object === undefined) {
      this.#around.pop();
      if (name.full === "gml:lowerCorner") this.#closeCorner();
    } else if (this.#object.close()) {
      this.#finish(this.#object);
    } else if (this.#large && this.#object.size >= PIECE && this.#object.divisible) {
      this.#pass(this.#object.take(false));
    }
  }

  /** The file ends, or breaks off: an object that is open is told of, and not passed on. */
  end(): void {
    if (this.#first !== undefined) this.ready.push(this.#first);
    else if (this.#object !== undefined)
      this.#events.objectLeftOut("not there to its end", this.#object.id);
    this.#first = undefined;
    this.#object = undefined;
  }

  #openAround(name: XmlName, tag: SaxesTagNS): void {
    const where = this.#around.at(-1);
    if (where === undefined) this.#around.push("collection");
    else if (where === "member") this.#openObject(name, tag);
    else if (where === "bounds") this.#openBounds(name, tag);
    else if (where === "collection" && MEMBERS.has(name.local)) this.#around.push("member");
    else if (where === "collection" && name.full === "gml:boundedBy") this.#around.push("bounds");
    else if (where === "group" && name.local === "groupMember") this.#around.push("member");
    else this.#skipped = 1;
  }

  #openBounds(name: XmlName, tag: SaxesTagNS): void {
    this.#around.push("bounds");
    if (name.full === "gml:lowerCorner") this.#corner = "";
    if (name.full !== "gml:Envelope") return;
    const { srsName, srsDimension } = tag.attributes;
    if (srsName !== undefined) this.#reference.frame = this.#frames.numberOf(srsName.value);
    if (srsDimension === undefined) return;
    this.#dimensionSaid = true;
    this.#reference.dimension = srsDimension.value.trim() === "2" ? 2 : 3;
  }

  /** Where nothing is said of dimensions, the corner of the bounds shows them. */
  #closeCorner(): void {
    const column = new NumberColumn(4);
    const flat = pushNumbers(this.#corner ?? "", column) && column.length === 2;
    if (flat && !this.#dimensionSaid) this.#reference.dimension = 2;
    this.#corner = undefined;
  }

  #openObject(name: XmlName, tag: SaxesTagNS): void {
    if (name.prefix === "app") {
      this.#skipped = 1;
      return;
    }
    this.#count += 1;
    const said = ownText(gmlId(tag));
    const id = said || `${this.#file}#${this.#count}`;
    if (said === "") this.#numbered = true;
    if (name.local === "CityObjectGroup") {
      this.#events.objectLeftOut("a group of other objects", id);
      this.#around.push("group");
      return;
    }
    if (said === "") this.#events.objectRepaired("given an id by its place in the file", id);
    const at = { frames: this.#frames, shared: this.#shared, reference: this.#reference };
    this.#object = new ObjectCollector(name, id, at, (reason, shape) =>
      this.#events.shapeLeftOut(reason, id, shape),
    );
    this.#large = name.prefix === "dem";
  }

  #finish(object: ObjectCollector): void {
    this.#object = undefined;
    if (object.cut)
      this.#events.objectRepaired("said more than is kept (limit featureText)", object.id);
    this.#pass(object.take(true));
    if (this.#first !== undefined) this.ready.push(this.#first);
    this.#first = undefined;
  }

  #pass(raw: RawObject): void {
    if (raw.piece === 0) this.#first = raw;
    else this.ready.push(raw);
  }
}
