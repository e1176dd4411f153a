import type { Area } from "./area.ts";
import type { GridLevel } from "./grid-level.ts";
import { layLevels } from "./lay-levels.ts";
import { partsOf } from "./part.ts";

/** In `cells` of `stays`: the cell is not known. */
export const CELL_UNKNOWN = -2;

/**
 * Tells which of many areas hold a point: exactly those of which Turf's `booleanPointInPolygon` says so
 * (borders count as inside), and whose floor <= height < ceiling.
 */
export class Placing {
  readonly areas: readonly Area[];
  readonly levels: readonly GridLevel[];
  /** Whether any area has a floor or a ceiling, so that heights matter. */
  readonly limited: boolean;
  /** The areas found by the last `find`. */
  readonly found: Int32Array;
  /** By area: metres above the ellipsoid, and whether there are any. */
  readonly #floors: Float64Array;
  readonly #ceilings: Float64Array;
  readonly #limited: Uint8Array;
  /** By area: the number of the `find` that found it last. */
  readonly #seen: Float64Array;
  #round = 0;

  constructor(areas: readonly Area[]) {
    this.areas = areas;
    this.#floors = Float64Array.from(areas, ({ floor }) => floor ?? Number.NEGATIVE_INFINITY);
    this.#ceilings = Float64Array.from(areas, ({ ceiling }) => ceiling ?? Infinity);
    this.#limited = Uint8Array.from(areas, ({ floor, ceiling }) =>
      Number(floor !== undefined || ceiling !== undefined),
    );
    this.limited = this.#limited.includes(1);
    this.levels = layLevels(areas.flatMap(partsOf), this.#limited);
    this.found = new Int32Array(areas.length);
    this.#seen = new Float64Array(areas.length);
  }

  /** How often Turf was asked, because a point was within rounding of an edge. */
  get asked(): number {
    return this.levels.reduce((sum, { asked }) => sum + asked, 0);
  }

  /**
   * Moves the cells of a point, one for each level from `offset`, to where it is now. True where they are
   * the same as before and need no test: then it is in the same areas.
   */
  stays(x: number, y: number, cells: Int32Array, offset: number): boolean {
    let same = true;
    for (let level = 0; level < this.levels.length; level++) {
      const grid = this.levels[level] as GridLevel;
      const last = cells[offset + level] as number;
      const cell = grid.cellAt(x, y, last);
      cells[offset + level] = cell;
      if (cell !== last || !grid.isDecided(cell)) same = false;
    }
    return same;
  }

  /**
   * Writes the areas that hold a point into `found` and tells how many. A height that is not a number is
   * in every floor and ceiling.
   *
   * @param cells of the point, as `stays` left them from `offset`
   */
  find(x: number, y: number, height: number, cells: Int32Array, offset: number): number {
    this.#round++;
    let count = 0;
    for (let level = 0; level < this.levels.length; level++) {
      const cell = cells[offset + level] as number;
      if (cell < 0) continue;
      const grid = this.levels[level] as GridLevel;
      count = this.#covered(grid, cell, count);
      count = this.#tested(grid, cell, x, y, height, count);
    }
    return count;
  }

  #covered({ covering: { starts, items } }: GridLevel, cell: number, count: number): number {
    const end = starts[cell + 1] as number;
    for (let i = starts[cell] as number; i < end; i++)
      count = this.#take(items[i] as number, count);
    return count;
  }

  #tested(
    grid: GridLevel,
    cell: number,
    x: number,
    y: number,
    height: number,
    count: number,
  ): number {
    const { touching, testAreas } = grid;
    const end = touching.starts[cell + 1] as number;
    for (let test = touching.starts[cell] as number; test < end; test++) {
      const area = testAreas[test] as number;
      if (this.#seen[area] === this.#round) continue;
      if (this.#limited[area] === 1 && !this.#isBetween(area, height)) continue;
      if (grid.holds(test, x, y)) count = this.#take(area, count);
    }
    return count;
  }

  #isBetween(area: number, height: number): boolean {
    if (Number.isNaN(height)) return true;
    return height >= (this.#floors[area] as number) && height < (this.#ceilings[area] as number);
  }

  /** An area of several polygons may be found by more than one. */
  #take(area: number, count: number): number {
    if (this.#seen[area] === this.#round) return count;
    this.#seen[area] = this.#round;
    this.found[count] = area;
    return count + 1;
  }
}
