/** A line that vehicles follow, in metres of the plane, with the metres along it at each point. */
export interface Strip {
  /** East, north, height of each point. */
  readonly points: readonly (readonly [number, number, number])[];
  /** Rising from 0. Lanes of one road side by side share the measure of their road's middle. */
  readonly along: readonly number[];
}

/** Lines that vehicles follow (lanes and the turns between them), packed into columns by their number. */
export class Strips {
  readonly count: number;
  /** Metres of each. */
  readonly length: Float64Array;
  readonly #first: Uint32Array;
  readonly #east: Float64Array;
  readonly #north: Float64Array;
  readonly #height: Float64Array;
  readonly #along: Float64Array;

  constructor(strips: readonly Strip[]) {
    this.count = strips.length;
    const points = strips.reduce((sum, strip) => sum + strip.points.length, 0);
    this.length = new Float64Array(strips.length);
    this.#first = new Uint32Array(strips.length + 1);
    this.#east = new Float64Array(points);
    this.#north = new Float64Array(points);
    this.#height = new Float64Array(points);
    this.#along = new Float64Array(points);
    let at = 0;
    for (const [number, strip] of strips.entries()) {
      this.length[number] = strip.along.at(-1) ?? 0;
      for (const [i, [east, north, height]] of strip.points.entries()) {
        this.#east[at] = east;
        this.#north[at] = north;
        this.#height[at] = height;
        this.#along[at] = strip.along[i] as number;
        at++;
      }
      this.#first[number + 1] = at;
    }
  }

  /** Writes east, north, height of the point at some metres along (its ends beyond them) to `out`. */
  locate(strip: number, metres: number, out: Float64Array): void {
    let low = this.#first[strip] as number;
    let high = (this.#first[strip + 1] as number) - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#along[middle] as number) <= metres) low = middle;
      else high = middle - 1;
    }
    const start = this.#along[low] as number;
    const span = (this.#along[low + 1] as number) - start;
    const part = span > 0 ? Math.min(1, Math.max(0, (metres - start) / span)) : 0;
    out[0] = mixed(this.#east, low, part);
    out[1] = mixed(this.#north, low, part);
    out[2] = mixed(this.#height, low, part);
  }
}

function mixed(column: Float64Array, low: number, part: number): number {
  const from = column[low] as number;
  return from + ((column[low + 1] as number) - from) * part;
}
