import { CellLists } from "./cell-lists.ts";
import { CellTable } from "./cell-table.ts";
import type { Part } from "./part.ts";
import { Strips } from "./strips.ts";

/** An edge counts as touching cells this much beside it, in cells: far more than rounding can move it. */
const MARGIN = 1e-6;

/**
 * Areas of about one size in a grid of square cells. A cell knows the areas that cover it wholly, which
 * need no test, and the parts that only touch it, which do.
 */
export class GridLevel {
  readonly #perDegree: number;
  readonly #limited: Uint8Array;
  readonly #strips: Strips;
  readonly cells = new CellTable();
  /** Areas that cover a cell wholly. */
  readonly covering = new CellLists();
  /** Places in `testAreas`, `testParts` and `testStrips` of what must be tested in a cell. */
  readonly touching = new CellLists();
  /** What is tested: an area; its part, -1 where it covers the cell but has a floor or a ceiling; its strip. */
  readonly testAreas: Int32Array;
  readonly testParts: Int32Array;
  readonly testStrips: Int32Array;

  /**
   * @param size of a cell, degrees
   * @param limited by area: whether it has a floor or a ceiling, so that no cell is wholly in it
   */
  constructor(size: number, parts: readonly Part[], limited: Uint8Array) {
    this.#perDegree = 1 / size;
    this.#limited = limited;
    this.#strips = new Strips(parts, (latitude) => this.rowOf(latitude));
    parts.forEach((part, index) => {
      this.#lay(part, index);
    });
    this.covering.close(this.cells.count);
    this.touching.close(this.cells.count);
    // Beside each other, in the order in which they are read.
    const tests = this.touching.items;
    this.testAreas = tests.map((test) => (test < 0 ? ~test : (parts[test] as Part).area));
    this.testParts = tests.map((test) => Math.max(-1, test));
    this.testStrips = new Int32Array(tests.length);
    for (let cell = 0; cell < this.cells.count; cell++) {
      const row = this.cells.rows[cell] as number;
      const end = this.touching.starts[cell + 1] as number;
      for (let i = this.touching.starts[cell] as number; i < end; i++)
        if ((tests[i] as number) >= 0)
          this.testStrips[i] = this.#strips.stripOf(tests[i] as number, row);
    }
  }

  /** How often Turf was asked. */
  get asked(): number {
    return this.#strips.asked;
  }

  columnOf(longitude: number): number {
    return Math.floor((longitude + 180) * this.#perDegree);
  }

  rowOf(latitude: number): number {
    return Math.floor((latitude + 90) * this.#perDegree);
  }

  /** The cell of a point; -1 where no area is. `last` is the cell of a point that may be in the same. */
  cellAt(x: number, y: number, last: number): number {
    const column = this.columnOf(x);
    const row = this.rowOf(y);
    const { cells } = this;
    if (last >= 0 && cells.columns[last] === column && cells.rows[last] === row) return last;
    return cells.find(column, row);
  }

  /** Whether all points of a cell are in the same areas. */
  isDecided(cell: number): boolean {
    return cell < 0 || this.touching.starts[cell] === this.touching.starts[cell + 1];
  }

  /** Whether what is tested at a place of `testParts` holds a point of its cell. */
  holds(test: number, x: number, y: number): boolean {
    const part = this.testParts[test] as number;
    return part < 0 || this.#strips.holds(part, this.testStrips[test] as number, x, y);
  }

  /** Enters a part into the cells that it touches, and into those that it covers. */
  #lay(part: Part, index: number): void {
    const west = this.columnOf(part.west);
    const south = this.rowOf(part.south);
    const width = this.columnOf(part.east) - west + 1;
    const height = this.rowOf(part.north) - south + 1;
    const touched = new Uint8Array(width * height);
    for (let i = 0; i < part.edges.length; i += 4)
      this.#trace(part.edges, i, (column, row) => {
        const x = Math.min(width - 1, Math.max(0, column - west));
        const y = Math.min(height - 1, Math.max(0, row - south));
        touched[y * width + x] = 1;
      });
    for (let y = 0; y < height; y++) {
      const first = touched.indexOf(1, y * width) - y * width;
      const last = touched.lastIndexOf(1, (y + 1) * width - 1) - y * width;
      let inside: boolean | undefined;
      for (let x = first; x <= last; x++) {
        const [column, row] = [west + x, south + y];
        if (touched[y * width + x] === 1) {
          this.touching.add(this.cells.intern(column, row), index);
          inside = undefined;
          continue;
        }
        // No edge lies between neighbours that none touches: the first of them answers for all.
        inside ??= this.#holdsMiddle(index, column, row);
        if (inside) this.#cover(this.cells.intern(column, row), part.area);
      }
    }
  }

  #cover(cell: number, area: number): void {
    if (this.#limited[area] === 1) this.touching.add(cell, ~area);
    else this.covering.add(cell, area);
  }

  #holdsMiddle(part: number, column: number, row: number): boolean {
    const x = (column + 0.5) / this.#perDegree - 180;
    const y = (row + 0.5) / this.#perDegree - 90;
    return this.#strips.holds(part, this.#strips.stripOf(part, row), x, y);
  }

  /** Calls with each cell that an edge touches, and some beside it. */
  #trace(edges: Float64Array, at: number, call: (column: number, row: number) => void): void {
    const [x1, y1] = [edges[at] as number, edges[at + 1] as number];
    const [x2, y2] = [edges[at + 2] as number, edges[at + 3] as number];
    const size = 1 / this.#perDegree;
    const margin = MARGIN * size;
    const [low, high] = [Math.min(y1, y2), Math.max(y1, y2)];
    const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)];
    const last = this.rowOf(high + margin);
    const slope = y1 === y2 ? 0 : (x2 - x1) / (y2 - y1);
    for (let row = this.rowOf(low - margin); row <= last; row++) {
      let [from, to] = [left, right];
      if (y1 !== y2) {
        const a = x1 + (Math.max(low, row * size - 90 - margin) - y1) * slope;
        const b = x1 + (Math.min(high, (row + 1) * size - 90 + margin) - y1) * slope;
        from = Math.max(left, Math.min(a, b));
        to = Math.min(right, Math.max(a, b));
      }
      const end = this.columnOf(to + margin);
      for (let column = this.columnOf(from - margin); column <= end; column++) call(column, row);
    }
  }
}
