import { booleanPointInPolygon } from "@turf/turf";
import type { Part } from "./part.ts";

/**
 * Where rounding could change the sign of the cross product below, as part of its two products: the bound
 * of Shewchuk's first test, (3 + 16 e) e, taken twice; and a floor for products too small to be exact.
 */
const DOUBT = 2 * (3 + 16 * Number.EPSILON) * Number.EPSILON;
const SMALLEST = 1e-280;

/**
 * The edges of polygons, cut by the rows of a grid: a point is tested against those in its own row alone.
 * The answer is that of `booleanPointInPolygon` in every case, because it is asked itself wherever a point
 * is within rounding of an edge.
 */
export class Strips {
  readonly #parts: readonly Part[];
  /** Of each part: the row it begins in, and the place of that row's strip in `#starts`. */
  readonly #firstRows: Int32Array;
  readonly #bases: Int32Array;
  /** Place in `#edges` of each strip's first edge; one more at the end. */
  readonly #starts: Int32Array;
  readonly #edges: Float64Array;
  /** How often Turf was asked. */
  asked = 0;

  constructor(parts: readonly Part[], rowOf: (latitude: number) => number) {
    this.#parts = parts;
    this.#firstRows = Int32Array.from(parts, ({ south }) => rowOf(south));
    this.#bases = new Int32Array(parts.length + 1);
    parts.forEach(({ north }, part) => {
      const rows = rowOf(north) - (this.#firstRows[part] as number) + 1;
      this.#bases[part + 1] = (this.#bases[part] as number) + rows;
    });
    const strips = this.#bases[parts.length] as number;
    const counts = new Int32Array(strips + 1);
    this.#eachEdge(rowOf, (strip) => {
      counts[strip + 1] = (counts[strip + 1] as number) + 1;
    });
    for (let strip = 0; strip < strips; strip++)
      counts[strip + 1] = (counts[strip + 1] as number) + (counts[strip] as number);
    this.#starts = counts.map((count) => 4 * count);
    this.#edges = new Float64Array(this.#starts[strips] as number);
    const next = this.#starts.slice();
    this.#eachEdge(rowOf, (strip, edges, from) => {
      const to = next[strip] as number;
      for (let i = 0; i < 4; i++) this.#edges[to + i] = edges[from + i] as number;
      next[strip] = to + 4;
    });
  }

  /** The number of a part's strip in a row. */
  stripOf(part: number, row: number): number {
    return (this.#bases[part] as number) + row - (this.#firstRows[part] as number);
  }

  /** Whether a part holds a point in the row of one of its strips, borders included. */
  holds(part: number, strip: number, x: number, y: number): boolean {
    const edges = this.#edges;
    const end = this.#starts[strip + 1] as number;
    let odd = false;
    for (let i = this.#starts[strip] as number; i < end; i += 4) {
      const y1 = edges[i + 1] as number;
      const y2 = edges[i + 3] as number;
      if (y1 > y ? y2 > y : y1 < y && y2 < y) continue;
      const x1 = edges[i] as number;
      const x2 = edges[i + 2] as number;
      // The ray goes westward.
      if (x1 > x && x2 > x) continue;
      if (x1 < x && x2 < x) {
        if (y1 > y !== y2 > y) odd = !odd;
        continue;
      }
      const [v1, v2] = [y1 - y, y2 - y];
      if (v1 === 0 && v2 === 0) return this.#ask(part, x, y);
      const left = (x2 - x) * v1;
      const right = (x1 - x) * v2;
      const cross = left - right;
      // Written so that what is not a number is asked too.
      if (!(Math.abs(cross) > DOUBT * (Math.abs(left) + Math.abs(right)) + SMALLEST))
        return this.#ask(part, x, y);
      if (cross > 0 ? v2 > 0 && v1 <= 0 : v2 <= 0 && v1 > 0) odd = !odd;
    }
    return odd;
  }

  #ask(part: number, x: number, y: number): boolean {
    this.asked++;
    return booleanPointInPolygon([x, y], (this.#parts[part] as Part).polygon);
  }

  #eachEdge(
    rowOf: (latitude: number) => number,
    call: (strip: number, edges: Float64Array, from: number) => void,
  ): void {
    this.#parts.forEach(({ edges }, part) => {
      const base = (this.#bases[part] as number) - (this.#firstRows[part] as number);
      for (let i = 0; i < edges.length; i += 4) {
        const [y1, y2] = [edges[i + 1] as number, edges[i + 3] as number];
        const last = rowOf(Math.max(y1, y2));
        for (let row = rowOf(Math.min(y1, y2)); row <= last; row++) call(base + row, edges, i);
      }
    });
  }
}
