import type { CityGround } from "../../../shared/city-ground.ts";

/** Most corners of a grid, and the least metres between two. */
const MOST_CORNERS = 16_000_000;

/** West, south, east, north, metres of the plane. */
export type Area = readonly [west: number, south: number, east: number, north: number];

/**
 * Heights of the ground at the corners of a grid, laid from triangles or from the feet of buildings.
 * Metres of the plane.
 */
export class GroundHeights {
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
  readonly #west: number;
  readonly #south: number;
  readonly #heights: Float32Array;

  /** @param step metres between corners; more where the area is too wide for it */
  constructor([west, south, east, north]: Area, step: number) {
    const wide = Math.sqrt(((east - west) * (north - south)) / MOST_CORNERS);
    this.step = Math.max(step, Math.ceil(wide));
    this.#west = west;
    this.#south = south;
    this.columns = Math.max(1, Math.ceil((east - west) / this.step)) + 1;
    this.rows = Math.max(1, Math.ceil((north - south) / this.step)) + 1;
    this.#heights = new Float32Array(this.columns * this.rows).fill(Number.NaN);
  }

  /** Raises the corners beneath triangles to them; those that do not face up are no ground. */
  lay(positions: Float64Array, indices: Uint32Array): void {
    for (let i = 0; i < indices.length; i += 3) {
      const [a, b, c] = [
        this.#corner(positions, indices, i),
        this.#corner(positions, indices, i + 1),
        this.#corner(positions, indices, i + 2),
      ];
      this.#layTriangle(a, b, c);
    }
  }

  /** The corner nearest to a place is at most so high. */
  lower(east: number, north: number, height: number): void {
    const column = Math.min(
      this.columns - 1,
      Math.max(0, Math.round((east - this.#west) / this.step)),
    );
    const row = Math.min(this.rows - 1, Math.max(0, Math.round((north - this.#south) / this.step)));
    const place = row * this.columns + column;
    const before = this.#heights[place] as number;
    if (!(before <= height)) this.#heights[place] = height;
  }

  /** Corners that are not known take the mean of those around that are, ring by ring. */
  spread(): void {
    const reached = new Uint8Array(this.#heights.length);
    let edge: number[] = [];
    for (let i = 0; i < reached.length; i++)
      if (!Number.isNaN(this.#heights[i])) {
        reached[i] = 1;
        edge.push(i);
      }
    while (edge.length > 0) {
      const next: number[] = [];
      for (const place of edge) this.#reach(place, reached, next);
      // All of a ring are of what was known before it.
      const means = Float32Array.from(next, (place) => this.#around(place));
      for (let i = 0; i < next.length; i++) this.#heights[next[i] as number] = means[i] as number;
      edge = next;
    }
  }

  /** Metres; mixed from the corners around that are known; NaN where none is. */
  at(east: number, north: number): number {
    const x = (east - this.#west) / this.step;
    const y = (north - this.#south) / this.step;
    if (!(x >= 0 && y >= 0 && x <= this.columns - 1 && y <= this.rows - 1)) return Number.NaN;
    const column = Math.min(Math.floor(x), this.columns - 2);
    const row = Math.min(Math.floor(y), this.rows - 2);
    const [partX, partY] = [x - column, y - row];
    let [sum, weights] = [0, 0];
    for (let corner = 0; corner < 4; corner++) {
      const [right, up] = [corner & 1, corner >> 1];
      const height = this.#heights[(row + up) * this.columns + column + right] as number;
      const weight = (right ? partX : 1 - partX) * (up ? partY : 1 - partY);
      if (weight === 0 || Number.isNaN(height)) continue;
      sum += height * weight;
      weights += weight;
    }
    return weights === 0 ? Number.NaN : sum / weights;
  }

  /** Upward normal of the ground as the grid has it. */
  normal(east: number, north: number): [number, number, number] {
    const reach = this.step;
    const here = this.at(east, north);
    const or = (height: number) => (Number.isNaN(height) ? here : height);
    const slopeX = or(this.at(east + reach, north)) - or(this.at(east - reach, north));
    const slopeY = or(this.at(east, north + reach)) - or(this.at(east, north - reach));
    const length = Math.hypot(slopeX, slopeY, 2 * reach);
    if (!(length > 0)) return [0, 0, 1];
    return [-slopeX / length, -slopeY / length, (2 * reach) / length];
  }

  /** The middle height of those known; NaN where none is. */
  median(): number {
    const known = this.#heights.filter((height) => !Number.isNaN(height)).sort();
    return known.length === 0 ? Number.NaN : (known[Math.floor(known.length / 2)] as number);
  }

  /** As the file `networks.ground` has it, with every so many-th corner. */
  file(every: number): CityGround {
    const columns = Math.max(2, Math.floor((this.columns - 1) / every) + 1);
    const rows = Math.max(2, Math.floor((this.rows - 1) / every) + 1);
    const height = (row: number, column: number) =>
      this.#heights[
        Math.min(this.rows - 1, row * every) * this.columns +
          Math.min(this.columns - 1, column * every)
      ] as number;
    return {
      origin: [this.#west, this.#south],
      step: this.step * every,
      columns,
      rows,
      heights: Array.from({ length: rows }, (_, row) =>
        steps(Array.from({ length: columns }, (__, column) => height(row, column))),
      ),
    };
  }

  #corner(positions: Float64Array, indices: Uint32Array, i: number): Corner {
    const place = 3 * (indices[i] as number);
    return [
      ((positions[place] as number) - this.#west) / this.step,
      ((positions[place + 1] as number) - this.#south) / this.step,
      positions[place + 2] as number,
    ];
  }

  #layTriangle(a: Corner, b: Corner, c: Corner): void {
    const twice = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
    if (!(twice > 1e-12)) return;
    const x0 = Math.max(0, Math.ceil(Math.min(a[0], b[0], c[0])));
    const x1 = Math.min(this.columns - 1, Math.floor(Math.max(a[0], b[0], c[0])));
    const y0 = Math.max(0, Math.ceil(Math.min(a[1], b[1], c[1])));
    const y1 = Math.min(this.rows - 1, Math.floor(Math.max(a[1], b[1], c[1])));
    for (let y = y0; y <= y1; y++)
      for (let x = x0; x <= x1; x++) {
        const u = ((b[0] - x) * (c[1] - y) - (c[0] - x) * (b[1] - y)) / twice;
        const v = ((c[0] - x) * (a[1] - y) - (a[0] - x) * (c[1] - y)) / twice;
        const w = 1 - u - v;
        if (u < -1e-9 || v < -1e-9 || w < -1e-9) continue;
        const place = y * this.columns + x;
        const height = u * a[2] + v * b[2] + w * c[2];
        if (!(height <= (this.#heights[place] as number))) this.#heights[place] = height;
      }
  }

  /** Takes note of those around a corner that were not reached before. */
  #reach(place: number, reached: Uint8Array, into: number[]): void {
    const [row, column] = [Math.floor(place / this.columns), place % this.columns];
    for (let y = Math.max(0, row - 1); y <= Math.min(this.rows - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(this.columns - 1, column + 1); x++) {
        const next = y * this.columns + x;
        if (reached[next] === 1) continue;
        reached[next] = 1;
        into.push(next);
      }
  }

  #around(place: number): number {
    const [row, column] = [Math.floor(place / this.columns), place % this.columns];
    let [sum, count] = [0, 0];
    for (let y = Math.max(0, row - 1); y <= Math.min(this.rows - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(this.columns - 1, column + 1); x++) {
        const height = this.#heights[y * this.columns + x] as number;
        if (Number.isNaN(height)) continue;
        sum += height;
        count++;
      }
    return count === 0 ? Number.NaN : sum / count;
  }
}

/** Column, row and height. */
type Corner = readonly [x: number, y: number, height: number];

function steps(heights: readonly number[]): (number | null)[] {
  let before = 0;
  return heights.map((height) => {
    if (Number.isNaN(height)) return null;
    const decimetres = Math.round(10 * height);
    const by = decimetres - before;
    before = decimetres;
    return by;
  });
}
