import type { SaxesTagNS } from "saxes";
import { TILE_LIMITS } from "../../../limits.ts";
import type { XmlName } from "../../xml/xml-name.ts";
import { type ElementPart, PART, partOf } from "./element-part.ts";
import { type Frames, GEODETIC } from "./frames.ts";
import { marksOf } from "./geometry-marks.ts";
import type { Owner, RawShapes, ShapePlace } from "./raw-shapes.ts";
import { type OpenShape, ShapeMaker } from "./shape-maker.ts";

/** An element that is open. Kept for the next one at the same depth. */
interface Level {
  part: ElementPart;
  id: string;
  owner: Owner | undefined;
  /** Shapes that there were when it began. */
  from: number;
  turned: boolean;
  solid: boolean;
  dimension: number;
  frame: number;
}

const NO_LEVEL: Readonly<Level> = {
  part: PART.none,
  id: "",
  owner: undefined,
  from: 0,
  turned: false,
  solid: false,
  dimension: 3,
  frame: 0,
};

/** Gathers the shapes of one geometry after another, from the elements that it is written in. */
export class ShapeCollector {
  readonly #frames: Frames;
  readonly #maker: ShapeMaker;
  readonly #leftOut: (reason: string, id: string) => void;
  readonly #levels: Level[] = [];
  #depth = 0;
  #skipped = 0;
  #shapes: RawShapes;
  #place: ShapePlace | undefined;
  #shape: OpenShape | undefined;
  #text = "";
  #reading = false;

  /** @param leftOut told of each shape that cannot be read: why, its gml:id */
  constructor(frames: Frames, shapes: RawShapes, leftOut: (reason: string, id: string) => void) {
    this.#frames = frames;
    this.#shapes = shapes;
    this.#leftOut = leftOut;
    this.#maker = new ShapeMaker(frames, leftOut);
  }

  /** Whether a geometry is open. */
  get active(): boolean {
    return this.#depth > 0;
  }

  /** What comes next is for another object. */
  gatherInto(shapes: RawShapes): void {
    this.#shapes = shapes;
  }

  /** The first element of a geometry. */
  begin(name: XmlName, tag: SaxesTagNS, at: Surroundings): void {
    this.#place = at.place;
    this.#levels[0] = { ...NO_LEVEL, owner: at.owner, frame: at.frame, dimension: at.dimension };
    this.#depth = 1;
    this.open(name, tag);
  }

  open(name: XmlName, tag: SaxesTagNS): void {
    if (this.#skipped > 0) {
      this.#skipped += 1;
      return;
    }
    const part = partOf(name.full);
    if (part === PART.skipped) {
      this.#skipped = 1;
      this.#leftOut(MADE_FROM, marksOf(tag).id);
      return;
    }
    const level = this.#enter(part, tag);
    if (part === PART.numbers || part === PART.place) {
      this.#reading = true;
      this.#text = "";
    } else if (part === PART.ring || part === PART.line || part === PART.point) {
      this.#openRing(level);
    } else if (part === PART.surface || part === PART.triangle) {
      this.#openSurface(level);
    } else if (part === PART.exterior || part === PART.interior) {
      if (this.#shape !== undefined) this.#shape.hole = part === PART.interior;
    }
  }

  text(text: string): void {
    if (this.#reading) this.#text = this.#text === "" ? text : this.#text + text;
  }

  close(): void {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    const level = this.#levels[this.#depth - 1] ?? NO_LEVEL;
    const { part } = level;
    if (part === PART.numbers || part === PART.place) {
      this.#reading = false;
      if (this.#shape !== undefined) this.#maker.numbers(this.#shape, this.#text, level, part);
      else this.#leftOut(CURVED, level.id);
      this.#text = "";
    } else if (this.#shape !== undefined) {
      if (this.#shape.ring === this.#depth) this.#maker.closeRing(this.#shape);
      if (this.#shape.depth === this.#depth) this.#finish(this.#shape);
    }
    if (level.id !== "" && this.#shapes.shapes.length > level.from) {
      this.#shapes.named.push({ id: level.id, from: level.from, to: this.#shapes.shapes.length });
    }
    this.#depth -= 1;
    if (this.#depth === 1) this.#depth = 0;
  }

  #enter(part: ElementPart, tag: SaxesTagNS): Level {
    const outer = this.#levels[this.#depth - 1] ?? NO_LEVEL;
    this.#levels[this.#depth] ??= { ...NO_LEVEL };
    const level = this.#levels[this.#depth] as Level;
    this.#depth += 1;
    const marks = marksOf(tag);
    level.part = part;
    level.id = marks.id;
    level.owner = marks.id === "" ? outer.owner : { id: marks.id, within: outer.owner };
    level.from = this.#shapes.shapes.length;
    level.turned = outer.turned !== (part === PART.turning && marks.turned);
    level.solid = outer.solid || part === PART.solid;
    level.dimension = marks.dimension === 0 ? outer.dimension : marks.dimension;
    level.frame = outer.frame;
    // A shape that is placed by a matrix is in metres, whatever it says.
    if (marks.srsName !== undefined && level.frame !== GEODETIC)
      level.frame = this.#frames.numberOf(marks.srsName);
    if (marks.href !== undefined && this.#place !== undefined && this.#shape === undefined) {
      const { turned, solid } = level;
      if (this.#shapes.references.length >= TILE_LIMITS.featureCorners)
        this.#leftOut(REFERENCES, marks.href);
      else this.#shapes.references.push({ href: marks.href, place: this.#place, solid, turned });
    }
    return level;
  }

  #openSurface(level: Level): void {
    if (this.#shape !== undefined) {
      this.#shape.fault ??= "a polygon within a polygon";
      return;
    }
    this.#shape = this.#maker.begin("surface", level.id, this.#depth, this.#shapes);
    this.#shape.triangle = level.part === PART.triangle;
  }

  /** A ring of a surface; a line or a point of its own where no surface is open. */
  #openRing(level: Level): void {
    if (this.#shape === undefined) {
      const sort = level.part === PART.point ? "point" : "line";
      this.#shape = this.#maker.begin(sort, level.id, this.#depth, this.#shapes);
    } else if (this.#shape.ring !== 0) {
      // A ring made of curves: its corners are theirs, one after another.
      return;
    }
    this.#shape.ring = this.#depth;
    this.#maker.openRing(this.#shape, level.id, level.frame);
  }

  #finish(shape: OpenShape): void {
    this.#shape = undefined;
    const level = this.#levels[this.#depth - 1] ?? NO_LEVEL;
    if (this.#place !== undefined) this.#maker.finish(shape, this.#place, level);
  }
}

const MADE_FROM = "points or break lines that a TIN was made from";
const CURVED = "a curve that is neither straight lines nor a surface's ring";
const REFERENCES = `past ${TILE_LIMITS.featureCorners} references of one feature (limit featureCorners)`;

/** What holds around a geometry. */
export interface Surroundings {
  readonly place: ShapePlace;
  readonly owner: Owner | undefined;
  /** Number of the frame of its coordinates, and how many of them a corner has. */
  readonly frame: number;
  readonly dimension: number;
}
