import { TILE_LIMITS } from "../../../limits.ts";
import { type ElementPart, PART } from "./element-part.ts";
import type { Frames } from "./frames.ts";
import { NumberColumn } from "./number-column.ts";
import { pushNumbers } from "./push-numbers.ts";
import type { Owner, RawShape, RawShapes, ShapePlace } from "./raw-shapes.ts";

/** A shape whose element is open. */
export interface OpenShape {
  readonly sort: RawShape["sort"];
  readonly id: string;
  /** Of its element, and of the ring that is open; 0: none is. */
  readonly depth: number;
  ring: number;
  /** Whether the next ring is a hole. */
  hole: boolean;
  triangle: boolean;
  /** Why it must be left out. */
  fault: string | undefined;
  readonly into: RawShapes;
  /** Its first ring. */
  readonly from: number;
  frame: number;
  flat: boolean;
}

/** Puts numbers and rings of one shape after another into the columns of their object. */
export class ShapeMaker {
  readonly #frames: Frames;
  readonly #leftOut: (reason: string, id: string) => void;
  readonly #scratch = new NumberColumn();

  constructor(frames: Frames, leftOut: (reason: string, id: string) => void) {
    this.#frames = frames;
    this.#leftOut = leftOut;
  }

  begin(sort: RawShape["sort"], id: string, depth: number, into: RawShapes): OpenShape {
    return {
      sort,
      id,
      depth,
      ring: 0,
      hole: false,
      triangle: false,
      fault: into.full ? FULL : undefined,
      into,
      from: into.rings,
      frame: 0,
      flat: true,
    };
  }

  openRing(shape: OpenShape, id: string, frame: number): void {
    const { into } = shape;
    if (!shape.hole && into.rings > shape.from) shape.fault ??= "two outer rings";
    if (shape.hole && into.rings === shape.from) shape.fault ??= "a hole before an outer ring";
    into.starts.push(into.numbers.length);
    into.ends.push(into.numbers.length);
    into.ringIds.push(id);
    into.frames.push(frame);
    shape.fault ??= this.#frames.reason(frame);
  }

  /** Numbers of the ring that is open. */
  numbers(shape: OpenShape, text: string, level: { dimension: number }, part: ElementPart): void {
    if (shape.ring === 0 || shape.fault !== undefined) return;
    const { numbers } = shape.into;
    const before = numbers.length;
    this.#scratch.cut(0);
    const deep = part === PART.numbers && level.dimension === 3;
    const column = deep ? numbers : this.#scratch;
    if (!pushNumbers(text, column)) shape.fault = "a coordinate that is no number";
    else if (!deep) this.#widen(shape, part === PART.place ? column.length : 2);
    else if ((column.length - before) % 3 !== 0) shape.fault = UNEVEN;
    if (numbers.length - before > TILE_LIMITS.ringCorners * 3) shape.fault = LONG;
  }

  closeRing(shape: OpenShape): void {
    const { into } = shape;
    const { numbers } = into;
    shape.ring = 0;
    into.ends[into.rings - 1] = numbers.length;
    const start = into.starts[into.rings - 1] ?? 0;
    for (let at = start + 2; at < numbers.length && shape.flat; at += 3) {
      if (numbers.at(at) !== 0) shape.flat = false;
    }
  }

  finish(
    shape: OpenShape,
    place: ShapePlace,
    level: { owner: Owner | undefined; solid: boolean; turned: boolean },
  ): void {
    const { into, from } = shape;
    if (into.numbers.length === (into.starts[from] ?? into.numbers.length)) {
      shape.fault ??= "without corners";
    }
    if (shape.fault !== undefined) {
      into.cutRings(from);
      if (shape.id !== "" && into.lost.size < LOST) into.lost.add(shape.id);
      this.#leftOut(shape.fault, shape.id);
      return;
    }
    into.shapes.push({
      sort: shape.sort,
      id: shape.id,
      owner: level.owner,
      place,
      from,
      to: into.rings,
      triangle: shape.triangle && isTriangle(into, from),
      solid: level.solid,
      turned: level.turned,
      flat: shape.flat,
    });
  }

  /** Corners of two numbers get the height 0. */
  #widen(shape: OpenShape, dimension: number): void {
    const { numbers } = shape.into;
    const { length } = this.#scratch;
    if (dimension < 2 || dimension > 3 || length % dimension !== 0) {
      shape.fault = UNEVEN;
      return;
    }
    for (let at = 0; at < length; at += dimension) {
      numbers.push(this.#scratch.at(at));
      numbers.push(this.#scratch.at(at + 1));
      numbers.push(dimension === 3 ? this.#scratch.at(at + 2) : 0);
    }
  }
}

/** Ids of lost shapes that are kept; a feature with more of them is all wrong. */
const LOST = 100_000;
const UNEVEN = "coordinates that do not come out even";
const LONG = `a ring of more than ${TILE_LIMITS.ringCorners} corners (limit ringCorners)`;
const FULL = `past ${TILE_LIMITS.featureCorners} corners of one feature (limit featureCorners)`;

/** One ring of four places, the last as the first. */
function isTriangle(into: RawShapes, ring: number): boolean {
  const start = into.starts[ring] ?? 0;
  if (into.rings !== ring + 1 || (into.ends[ring] ?? 0) - start !== 12) return false;
  for (let axis = 0; axis < 3; axis++) {
    if (into.numbers.at(start + axis) !== into.numbers.at(start + 9 + axis)) return false;
  }
  return true;
}
