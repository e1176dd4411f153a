/**
 * `networks.ground`: how high the surface that one stands on is, at the corners of a grid. Land, water,
 * bridges and viaducts as they are drawn, the highest where one is over another; not buildings.
 */
export interface CityGround {
  /** Of the first corner, in the southwest: east and north in metres of the city's plane. */
  readonly origin: readonly [east: number, north: number];
  /** Metres between corners. */
  readonly step: number;
  /** Corners from west to east, and rows of them from south to north. */
  readonly columns: number;
  readonly rows: number;
  /**
   * Row by row from the south, each from the west: decimetres above the one known before it in its row (the
   * first: above the sea). Null where nothing is drawn.
   */
  readonly heights: readonly (readonly (number | null)[])[];
}

/** Most corners that are read. */
const MOST_CORNERS = 4_000_000;

/** Heights of the ground between the corners of its grid. */
export class GroundGrid {
  readonly #west: number;
  readonly #south: number;
  readonly #step: number;
  readonly #columns: number;
  readonly #rows: number;
  /** Metres above the sea; NaN where not known. */
  readonly #heights: Float32Array;

  private constructor({ origin, step, columns, rows }: CityGround, heights: Float32Array) {
    [this.#west, this.#south] = origin;
    this.#step = step;
    this.#columns = columns;
    this.#rows = rows;
    this.#heights = heights;
  }

  /** Undefined where the value is no `CityGround`. */
  static read(value: unknown): GroundGrid | undefined {
    const ground = (value ?? {}) as Partial<CityGround>;
    if (!isFrame(ground)) return undefined;
    const { columns, rows } = ground;
    const heights = new Float32Array(columns * rows).fill(Number.NaN);
    for (const [row, steps] of ground.heights.entries()) {
      if (!Array.isArray(steps) || steps.length !== columns) return undefined;
      let height = 0;
      for (const [column, by] of (steps as unknown[]).entries()) {
        if (by === null) continue;
        if (!Number.isInteger(by)) return undefined;
        height += by as number;
        heights[row * columns + column] = height / 10;
      }
    }
    return new GroundGrid(ground, heights);
  }

  /** Metres above the sea, mixed from the corners around that are known; NaN where none is. */
  at(east: number, north: number): number {
    const x = (east - this.#west) / this.#step;
    const y = (north - this.#south) / this.#step;
    if (!(x >= 0 && y >= 0 && x <= this.#columns - 1 && y <= this.#rows - 1)) return Number.NaN;
    const column = Math.min(Math.floor(x), this.#columns - 2);
    const row = Math.min(Math.floor(y), this.#rows - 2);
    const corner = row * this.#columns + column;
    const [partX, partY] = [x - column, y - row];
    let [sum, weights] = [0, 0];
    const mix = (at: number, weight: number) => {
      const height = this.#heights[at] as number;
      if (weight === 0 || Number.isNaN(height)) return;
      sum += height * weight;
      weights += weight;
    };
    mix(corner, (1 - partX) * (1 - partY));
    mix(corner + 1, partX * (1 - partY));
    mix(corner + this.#columns, (1 - partX) * partY);
    mix(corner + this.#columns + 1, partX * partY);
    return weights === 0 ? Number.NaN : sum / weights;
  }
}

function isFrame(ground: Partial<CityGround>): ground is CityGround {
  const { origin, step, columns, rows, heights } = ground;
  const whole = (count: unknown): count is number => Number.isInteger(count) && Number(count) >= 2;
  return (
    Array.isArray(origin) &&
    origin.length === 2 &&
    origin.every(Number.isFinite) &&
    typeof step === "number" &&
    Number.isFinite(step) &&
    step > 0 &&
    whole(columns) &&
    whole(rows) &&
    columns * rows <= MOST_CORNERS &&
    Array.isArray(heights) &&
    heights.length === rows
  );
}
