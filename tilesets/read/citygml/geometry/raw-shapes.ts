import { TILE_LIMITS } from "../../../limits.ts";
import type { SurfaceSemantic } from "../../../model/read-feature.ts";
import { NumberColumn } from "./number-column.ts";

/** Where in its object a geometry stands; the same object for all of one geometry property. */
export interface ShapePlace {
  readonly lod: number;
  /** What the property makes of it, beside its level: an outline, or a line on the ground. */
  readonly use: "plain" | "footprint" | "roof-edge" | "terrain-line";
  readonly semantic: SurfaceSemantic;
  /** Within a room. */
  readonly inside: boolean;
}

/** A gml:id and those of what it lies in: a material may be said of any of them. */
export interface Owner {
  readonly id: string;
  readonly within: Owner | undefined;
}

/** A surface, line or point as it stands in the file. */
export interface RawShape {
  readonly sort: "surface" | "line" | "point";
  readonly id: string;
  readonly owner: Owner | undefined;
  readonly place: ShapePlace;
  /** Its rings, from and up to, in `RawShapes`. */
  readonly from: number;
  readonly to: number;
  /** Three corners, closed: needs no triangulation. */
  readonly triangle: boolean;
  /** Whether it is said to be a shell's. */
  readonly solid: boolean;
  /** Whether its corners run the other way round. */
  readonly turned: boolean;
  /** Every height is exactly 0, which is how two-dimensional data is written. */
  readonly flat: boolean;
}

/** `xlink:href` instead of a geometry. */
export interface RawReference {
  /** As written: `#poly_1`. */
  readonly href: string;
  readonly place: ShapePlace;
  readonly solid: boolean;
  readonly turned: boolean;
}

/** Where the shapes of an element with a gml:id stand among the others. */
export interface NamedShapes {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** All geometry of one object, as it stands in the file. */
export class RawShapes {
  readonly shapes: RawShape[] = [];
  readonly references: RawReference[] = [];
  readonly named: NamedShapes[] = [];
  /** gml:ids of shapes that were left out: references to them are told of already. */
  readonly lost = new Set<string>();
  /** Three numbers a corner, in the file's order of axes. */
  readonly numbers = new NumberColumn();
  /** Of each ring: its first number and the one after its last, its gml:id, the frame of its numbers. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly ringIds: string[] = [];
  readonly frames: number[] = [];

  /** Whether it has as many corners as one object may. */
  get full(): boolean {
    return this.numbers.length >= TILE_LIMITS.featureCorners * 3;
  }

  get rings(): number {
    return this.starts.length;
  }

  /** Forgets rings of a shape that is left out. */
  cutRings(rings: number): void {
    const start = this.starts[rings];
    if (start !== undefined) this.numbers.cut(start);
    this.starts.length = Math.min(this.starts.length, rings);
    this.ends.length = this.starts.length;
    this.ringIds.length = this.starts.length;
    this.frames.length = this.starts.length;
  }
}
