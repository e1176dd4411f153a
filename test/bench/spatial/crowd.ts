import { type MoveBatch, PLACED } from "../../../server/analytics/moves/move-batch.ts";
import { LATITUDE_METRE, LONGITUDE_METRE, type Town } from "./town.ts";

/** Entities that go straight on through a town at 1 to 20 m/s, and turn around at its border. */
export class Crowd {
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  readonly #east: Float64Array;
  readonly #north: Float64Array;
  readonly #town: Town;
  #next = 0;

  constructor(town: Town, count: number) {
    this.#town = town;
    this.longitudes = new Float64Array(count);
    this.latitudes = new Float64Array(count);
    this.#east = new Float64Array(count);
    this.#north = new Float64Array(count);
    for (let each = 0; each < count; each++) {
      const [longitude, latitude] = town.place();
      const speed = town.between(1, 20);
      const heading = town.between(0, 2 * Math.PI);
      this.longitudes[each] = longitude;
      this.latitudes[each] = latitude;
      this.#east[each] = speed * Math.sin(heading) * LONGITUDE_METRE;
      this.#north[each] = speed * Math.cos(heading) * LATITUDE_METRE;
    }
  }

  get count(): number {
    return this.longitudes.length;
  }

  /** Moves the next one on by a second; gives its number. */
  step(): number {
    const each = this.#next;
    this.#next = (each + 1) % this.count;
    const x = (this.longitudes[each] as number) + (this.#east[each] as number);
    const y = (this.latitudes[each] as number) + (this.#north[each] as number);
    const { size } = this.#town;
    if (x < 137.578 || x > 137.578 + size * LONGITUDE_METRE)
      this.#east[each] = -(this.#east[each] as number);
    if (y < 34.532 || y > 34.532 + size * LATITUDE_METRE)
      this.#north[each] = -(this.#north[each] as number);
    this.longitudes[each] = x;
    this.latitudes[each] = y;
    return each;
  }

  /** The next moves, filled into a batch. */
  fill(batch: MoveBatch, count: number): MoveBatch {
    batch.count = count;
    for (let at = 0; at < count; at++) {
      const each = this.step();
      batch.types[at] = PLACED;
      batch.handles[at] = each;
      batch.kinds[at] = each % 6;
      batch.longitudes[at] = this.longitudes[each] as number;
      batch.latitudes[at] = this.latitudes[each] as number;
      batch.heights[at] = 45;
      batch.staleAt[at] = Infinity;
    }
    return batch;
  }
}
