import { isProblem } from "../../../../shared/problem.ts";
import { findFrame } from "../../../crs/find-frame.ts";
import type { HeightModel } from "../../../crs/height-model.ts";
import type { SourceFrame } from "../../../crs/source-frame.ts";

/** Number of the frame of what is degrees and metres above the ellipsoid already. */
export const GEODETIC = -1;
/** Number of the frame of what nobody said the coordinates of. */
export const UNSAID = -2;
/** Characters of a name that a message repeats. */
const SHOWN = 120;
/** Systems that one file may name. */
const MOST = 1_000;

/** The coordinate systems that a file names, by number; nearly always one. */
export class Frames {
  readonly #heights: HeightModel;
  readonly #crs: string | undefined;
  readonly #numbers = new Map<string, number>();
  readonly #frames: (SourceFrame | string)[] = [];

  /** @param crs what the coordinates are in, whatever the file says */
  constructor(heights: HeightModel, crs?: string) {
    this.#heights = heights;
    this.#crs = crs;
  }

  /** @param said as the file writes it */
  numberOf(said: string): number {
    const srsName = this.#crs ?? said;
    const known = this.#numbers.get(srsName);
    if (known !== undefined) return known;
    if (this.#frames.length >= MOST) return UNSAID;
    const found = findFrame(srsName, this.#heights);
    this.#frames.push(
      isProblem(found) ? `coordinates in ${srsName.slice(0, SHOWN)}, which is not known` : found,
    );
    this.#numbers.set(srsName, this.#frames.length - 1);
    return this.#frames.length - 1;
  }

  /** The frame; or why there is none, in words. */
  frame(number: number): SourceFrame | string {
    if (number === UNSAID && this.#crs !== undefined) return this.frame(this.numberOf(this.#crs));
    return this.#frames[number] ?? "coordinates of which the file does not say what they are";
  }

  /** Why numbers of a frame cannot be placed; undefined where they can be. */
  reason(number: number): string | undefined {
    if (number === GEODETIC) return undefined;
    const frame = this.frame(number);
    return typeof frame === "string" ? frame : undefined;
  }

  /**
   * Turns numbers, three a corner, into degrees and metres above the ellipsoid, in place.
   * @param number of their frame, one that has no `reason`
   */
  toGeodetic(numbers: Float64Array, number: number): void {
    if (number === GEODETIC) return;
    const frame = this.frame(number);
    if (typeof frame !== "string") frame.toGeodetic(numbers);
  }
}
