import type { SourceFrame } from "../../crs/source-frame.ts";
import type { DegreeBounds } from "../city-reader.ts";

/** Corners x, y in pairs as longitudes and latitudes; the same where there is no frame. */
export function toDegrees(ring: Float64Array, frame: SourceFrame | undefined): Float64Array {
  if (frame === undefined) return ring;
  const count = ring.length / 2;
  const places = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) {
    places[3 * i] = ring[2 * i] as number;
    places[3 * i + 1] = ring[2 * i + 1] as number;
  }
  frame.toGeodetic(places);
  const degrees = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    degrees[2 * i] = places[3 * i] as number;
    degrees[2 * i + 1] = places[3 * i + 1] as number;
  }
  return degrees;
}

/** A box around corners, in the system that they are in. */
export class DegreeBox {
  #west = Infinity;
  #south = Infinity;
  #east = -Infinity;
  #north = -Infinity;

  add(ring: Float64Array): void {
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const [x, y] = [ring[i] as number, ring[i + 1] as number];
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
      if (x < this.#west) this.#west = x;
      if (x > this.#east) this.#east = x;
      if (y < this.#south) this.#south = y;
      if (y > this.#north) this.#north = y;
    }
  }

  /** Of the box, as a ring; undefined where nothing is in it. */
  get corners(): Float64Array | undefined {
    const [west, south, east, north] = [this.#west, this.#south, this.#east, this.#north];
    if (!(west <= east)) return undefined;
    return Float64Array.of(west, south, east, south, east, north, west, north);
  }

  degrees(frame: SourceFrame | undefined): DegreeBounds | undefined {
    const { corners } = this;
    if (corners === undefined) return undefined;
    const turned = new DegreeBox();
    turned.add(toDegrees(corners, frame));
    const onEarth = [turned.#west, turned.#south, turned.#east, turned.#north] as const;
    const [west, south, east, north] = onEarth;
    const isSound = west <= east && Math.abs(west) <= 180 && Math.abs(east) <= 180;
    return isSound && Math.abs(south) <= 90 && Math.abs(north) <= 90 ? onEarth : undefined;
  }
}
