import { TILE_LIMITS } from "../../../limits.ts";
import { ownText } from "../../xml/own-text.ts";
import type { XmlName } from "../../xml/xml-name.ts";
import type { Frames } from "../geometry/frames.ts";
import { matrixFrom, placeShapes } from "../geometry/implicit-shapes.ts";
import { type Owner, RawShapes, type ShapePlace } from "../geometry/raw-shapes.ts";

/** What a shape takes up beside its corners, as corners. */
const SHAPE = 100;

/** Shapes that implicit geometries share, by their gml:ids. */
export class SharedShapes {
  readonly #shapes = new Map<string, RawShapes>();
  #corners = 0;

  /** Keeps a shape under the ids of its outermost elements. */
  add(shapes: RawShapes): void {
    if (this.#corners > TILE_LIMITS.sharedCorners) return;
    for (const { id, from, to } of shapes.named) {
      if (from !== 0 || to !== shapes.shapes.length || this.#shapes.has(id)) continue;
      this.#shapes.set(ownText(id), shapes);
      this.#corners += SHAPE + shapes.numbers.length / 3;
    }
  }

  get(id: string): RawShapes | undefined {
    return this.#shapes.get(id);
  }
}

/** An implicit geometry that is open: a shape that others share, put where its object stands. */
export class OpenImplicit {
  readonly place: ShapePlace;
  readonly owner: Owner | undefined;
  readonly anchor = new RawShapes();
  readonly shapes = new RawShapes();
  #matrix = "";
  #href: string | undefined;
  #library = "";

  constructor(place: ShapePlace, owner: Owner | undefined) {
    this.place = place;
    this.owner = owner;
  }

  /** Which of its two geometries begins within a property. */
  within(property: XmlName | undefined): RawShapes {
    return property?.local === "referencePoint" ? this.anchor : this.shapes;
  }

  /** A property of it has ended. */
  said({ local }: XmlName, text: string, href: string | undefined): void {
    if (local === "transformationMatrix") this.#matrix = text;
    else if (local === "libraryObject") this.#library = text.trim();
    else if (isShared(local) && href !== undefined) this.#href = href;
  }

  /** Puts its shape into its object's; or tells why not. */
  finish(frames: Frames, shared: SharedShapes, into: RawShapes): string | undefined {
    const matrix = matrixFrom(this.#matrix);
    if (matrix === undefined) return "an implicit geometry with a matrix that is not 16 numbers";
    let shapes: RawShapes | undefined = this.shapes;
    if (shapes.shapes.length > 0) shared.add(shapes);
    else if (this.#href !== undefined) shapes = shared.get(this.#href.replace(/^#/, ""));
    else if (this.#library !== "") return "an implicit geometry from a library's file";
    if (shapes === undefined)
      return "an implicit geometry that refers to a shape that is not there";
    return placeShapes(shapes, matrix, this.anchor, frames, into, this);
  }
}

/** The property that has the shape, in CityGML 2 and 3. */
export function isShared(local: string): boolean {
  return local === "relativeGMLGeometry" || local === "relativeGeometry";
}
