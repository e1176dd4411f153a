import type { SaxesTagNS } from "saxes";
import { TILE_LIMITS } from "../../../limits.ts";
import type { SurfaceSemantic } from "../../../model/read-feature.ts";
import { gmlId, xlinkHref } from "../../xml/attribute-of.ts";
import { ownText } from "../../xml/own-text.ts";
import type { XmlName } from "../../xml/xml-name.ts";
import { beginsGeometry } from "../geometry/element-part.ts";
import type { Frames } from "../geometry/frames.ts";
import { type Owner, RawShapes } from "../geometry/raw-shapes.ts";
import { ShapeCollector } from "../geometry/shape-collector.ts";
import type { XmlElement } from "../xml-element.ts";
import { OpenImplicit, type SharedShapes } from "./implicit-collector.ts";
import { roleOf } from "./object-role.ts";
import { placeOf } from "./place-of.ts";
import type { RawObject, RawPart } from "./raw-object.ts";
import { closedElement, type OpenElement, openElement } from "./xml-tree.ts";

/** What an element that is kept counts for, in characters. */
const ELEMENT = 100;

/** The object itself, or a thing within it that bounds it or is part of it. */
interface Thing {
  readonly semantic: SurfaceSemantic;
  readonly inside: boolean;
  readonly owner: Owner | undefined;
  readonly id: string;
  /** Undefined: what it says is not kept. */
  readonly elements: XmlElement[] | undefined;
  readonly label: string;
  /** Elements that were open when it began. */
  readonly depth: number;
  /** As `dem:lod` says. */
  lod: number | undefined;
}

/** What holds for an object's coordinates unless its geometries say otherwise. */
export interface Reference {
  frame: number;
  dimension: number;
}

/** Gathers one city object, from its first element to its last. */
export class ObjectCollector {
  readonly id: string;
  readonly #name: XmlName;
  readonly #frames: Frames;
  readonly #shared: SharedShapes;
  readonly #reference: Reference;
  readonly #collector: ShapeCollector;
  readonly #leftOut: (reason: string, id: string) => void;
  readonly #things: Thing[] = [];
  readonly #open: OpenElement[] = [];
  readonly #parts: RawPart[] = [];
  #shapes = new RawShapes();
  #implicit: OpenImplicit | undefined;
  #skipped = 0;
  #kept = 0;
  #pieces = 0;

  constructor(
    name: XmlName,
    id: string,
    at: { frames: Frames; shared: SharedShapes; reference: Reference },
    leftOut: (reason: string, id: string) => void,
  ) {
    this.id = id;
    this.#name = name;
    this.#frames = at.frames;
    this.#shared = at.shared;
    this.#reference = { ...at.reference };
    this.#leftOut = leftOut;
    this.#collector = new ShapeCollector(at.frames, this.#shapes, leftOut);
    const owner = { id, within: undefined };
    const thing = { semantic: "other", inside: false, owner, id, label: "", depth: 0 } as const;
    this.#things.push({ ...thing, elements: [], lod: undefined });
  }

  open(name: XmlName, tag: SaxesTagNS): void {
    if (this.#skipped > 0) this.#skipped += 1;
    else if (this.#collector.active) this.#collector.open(name, tag);
    else if (isAside(name)) this.#skipped = 1;
    else if (name.full === "gml:Envelope") this.#envelope(tag);
    else if (beginsGeometry(name.prefix, name.local)) this.#beginGeometry(name, tag);
    else this.#openElement(name, tag);
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    if (this.#collector.active) {
      this.#collector.text(text);
      return;
    }
    const element = this.#open.at(-1);
    if (element === undefined || !this.#keep(text.length)) return;
    element.text += text;
  }

  /** @returns whether what closed was the object itself */
  close(): boolean {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return false;
    }
    if (this.#collector.active) {
      this.#collector.close();
      return false;
    }
    const element = this.#open.pop();
    if (element === undefined) return true;
    this.#closeElement(element);
    return false;
  }

  /** Whether some of what it says was too much to keep. */
  get cut(): boolean {
    return this.#kept > TILE_LIMITS.featureText;
  }

  /** Shapes gathered so far. */
  get size(): number {
    return this.#shapes.shapes.length;
  }

  /** Whether its shapes may be taken now: none of them is open, nothing refers to them. */
  get divisible(): boolean {
    return this.#implicit === undefined && this.#shapes.references.length === 0;
  }

  /** What was gathered since it was last taken. */
  take(last: boolean): RawObject {
    const { id } = this;
    const [thing] = this.#things as [Thing];
    const shapes = this.#shapes;
    this.#shapes = new RawShapes();
    this.#collector.gatherInto(this.#shapes);
    const piece = this.#pieces;
    this.#pieces += 1;
    const raw = {
      id,
      name: this.#name,
      shapes,
      elements: thing.elements ?? [],
      parts: this.#parts,
    };
    return last && piece === 0 ? raw : { ...raw, piece };
  }

  #keep(characters: number): boolean {
    this.#kept += characters;
    return !this.cut;
  }

  #envelope(tag: SaxesTagNS): void {
    this.#skipped = 1;
    const property = this.#open.at(-1);
    if (property !== undefined) property.leads = true;
    const srsName = tag.attributes.srsName?.value;
    const dimension = tag.attributes.srsDimension?.value;
    if (srsName !== undefined) this.#reference.frame = this.#frames.numberOf(srsName);
    if (dimension !== undefined) this.#reference.dimension = dimension === "2" ? 2 : 3;
  }

  #beginGeometry(name: XmlName, tag: SaxesTagNS): void {
    const property = this.#open.at(-1);
    if (property !== undefined) property.leads = true;
    // Where letters arrive is no shape of the building.
    if (this.#open.some(({ name: { local } }) => local === "address" || local === "Address")) {
      this.#skipped = 1;
      return;
    }
    const thing = this.#things.at(-1) as Thing;
    const { owner } = thing;
    if (this.#implicit !== undefined) {
      const into = this.#implicit.within(property?.name);
      const frame = into === this.#implicit.anchor ? this.#reference.frame : -1;
      this.#collector.gatherInto(into);
      const { place } = this.#implicit;
      this.#collector.begin(name, tag, { place, owner: undefined, frame, dimension: 3 });
      return;
    }
    const place = placeOf(this.#open, thing.lod, thing.semantic, thing.inside);
    this.#collector.gatherInto(this.#shapes);
    this.#collector.begin(name, tag, { ...this.#reference, place, owner });
  }

  #openElement(name: XmlName, tag: SaxesTagNS): void {
    const role = roleOf(name);
    const outer = this.#things.at(-1) as Thing;
    const element = openElement(name, tag);
    const property = this.#open.at(-1);
    if (name.full === "core:ImplicitGeometry") {
      const place = placeOf(this.#open, outer.lod, outer.semantic, outer.inside);
      this.#implicit ??= new OpenImplicit(place, outer.owner);
      if (property !== undefined) property.leads = true;
    } else if (role !== undefined) {
      if (property !== undefined) property.leads = true;
      this.#openThing(role, ownText(gmlId(tag)), outer);
    } else {
      this.#referTo(name, xlinkHref(tag), element, outer);
    }
    this.#open.push(element);
  }

  #openThing(role: NonNullable<ReturnType<typeof roleOf>>, id: string, outer: Thing): void {
    this.#things.push({
      semantic: role.semantic ?? outer.semantic,
      inside: outer.inside || role.kind === "interior",
      owner: id === "" ? outer.owner : { id, within: outer.owner },
      id,
      elements: role.kind === "part" ? [] : undefined,
      label: role.label ?? "",
      depth: this.#open.length,
      lod: outer.lod,
    });
  }

  /** A property that refers to a geometry instead of holding one. */
  #referTo(name: XmlName, href: string | undefined, element: OpenElement, thing: Thing): void {
    if (href === undefined || !/^lod\d/.test(name.local)) return;
    element.leads = true;
    const place = placeOf([element], thing.lod, thing.semantic, thing.inside);
    const solid = name.local.endsWith("Solid");
    this.#shapes.references.push({ href, place, solid, turned: false });
  }

  #closeElement(open: OpenElement): void {
    const thing = this.#things.at(-1) as Thing;
    if (this.#things.length > 1 && thing.depth === this.#open.length) {
      this.#things.pop();
      if (thing.label !== "" && thing.elements !== undefined && thing.elements.length > 0)
        this.#parts.push({ label: thing.label, id: thing.id, elements: thing.elements });
      return;
    }
    if (this.#implicit !== undefined) {
      if (open.name.full === "core:ImplicitGeometry") this.#finishImplicit(this.#implicit);
      else this.#implicit.said(open.name, open.text, open.attributes.get("xlink:href"));
      return;
    }
    const { local } = open.name;
    if (local === "lod" && /^\s*[0-4]\s*$/.test(open.text)) thing.lod = Number(open.text);
    const element = closedElement(open);
    if (element === undefined || !this.#keep(ELEMENT)) return;
    const outer = this.#open.length - thing.depth > (this.#things.length > 1 ? 1 : 0);
    if (outer) this.#open.at(-1)?.children.push(element);
    else thing.elements?.push(element);
  }

  #finishImplicit(implicit: OpenImplicit): void {
    this.#implicit = undefined;
    const reason = implicit.finish(this.#frames, this.#shared, this.#shapes);
    if (reason !== undefined) this.#leftOut(reason, this.id);
  }
}

/** Elements within an object that tell nothing of it here. */
function isAside({ prefix, local }: XmlName): boolean {
  if (prefix === "app") return true;
  if (prefix === "gml") return local === "metaDataProperty";
  return prefix === "core" && (local === "appearance" || local === "appearanceMember");
}
