import type { SourceFrame } from "../../crs/source-frame.ts";
import type { DegreeBounds } from "../city-reader.ts";

/** Places along a side of a box at which its bounds in degrees are looked for. */
const STEPS = 4;

/** A box of coordinates of the source that grows by what is put in. */
export class SurveyBounds {
  #west = Number.POSITIVE_INFINITY;
  #south = Number.POSITIVE_INFINITY;
  #east = Number.NEGATIVE_INFINITY;
  #north = Number.NEGATIVE_INFINITY;

  add(x: number, y: number): void {
    if (!Number.isFinite(x + y)) return;
    this.#west = Math.min(this.#west, x);
    this.#east = Math.max(this.#east, x);
    this.#south = Math.min(this.#south, y);
    this.#north = Math.max(this.#north, y);
  }

  /** Undefined where nothing is in it that is a place on earth. */
  degrees(frame: SourceFrame): DegreeBounds | undefined {
    const places = new Float64Array((STEPS + 1) ** 2 * 3);
    for (let row = 0, at = 0; row <= STEPS; row++) {
      for (let column = 0; column <= STEPS; column++, at += 3) {
        places[at] = this.#west + ((this.#east - this.#west) * column) / STEPS;
        places[at + 1] = this.#south + ((this.#north - this.#south) * row) / STEPS;
      }
    }
    frame.toGeodetic(places);
    let bounds: [number, number, number, number] | undefined;
    for (let at = 0; at < places.length; at += 3) {
      const longitude = places[at] as number;
      const latitude = places[at + 1] as number;
      if (!Number.isFinite(longitude + latitude)) continue;
      bounds ??= [longitude, latitude, longitude, latitude];
      bounds[0] = Math.min(bounds[0], longitude);
      bounds[1] = Math.min(bounds[1], latitude);
      bounds[2] = Math.max(bounds[2], longitude);
      bounds[3] = Math.max(bounds[3], latitude);
    }
    return bounds;
  }
}
