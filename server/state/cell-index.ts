import {
  CELLS_X,
  type CellKey,
  type CellRange,
  cellKey,
  rangeHas,
  rangeSize,
} from "../../shared/cell.ts";
import { Cell } from "./cell.ts";

/** The cells that hold something, or held something that a reader may still have to be told of. */
export class CellIndex {
  readonly #cells = new Map<CellKey, Cell>();
  readonly #keptVersions: number;
  readonly #empty = new Set<Cell>();
  #changed: Cell[] = [];
  #appeared: Cell[] = [];
  #dropped: CellKey[] = [];

  /** @param keptVersions for how many versions departures, and cells that became empty, are kept */
  constructor(keptVersions: number) {
    this.#keptVersions = keptVersions;
  }

  get size(): number {
    return this.#cells.size;
  }

  get(key: CellKey): Cell | undefined {
    return this.#cells.get(key);
  }

  /** Puts an entity into a cell. */
  enter(key: CellKey, handle: number, version: number): Cell {
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      cell = new Cell(key, version);
      this.#cells.set(key, cell);
      this.#appeared.push(cell);
      this.#changed.push(cell);
    }
    cell.add(handle);
    this.#empty.delete(cell);
    this.touch(cell, version);
    return cell;
  }

  /** Takes an entity out of its cell. */
  leave(cell: Cell, handle: number, kind: number, version: number): void {
    cell.remove(handle);
    cell.departures.forgetBefore(version - this.#keptVersions);
    cell.departures.add(handle, kind, version);
    if (cell.count === 0) this.#empty.add(cell);
    this.touch(cell, version);
  }

  /** Notes that something in a cell is different from the version before. */
  touch(cell: Cell, version: number): void {
    if (cell.changedIn === version) return;
    cell.previouslyChangedIn = cell.changedIn;
    cell.changedIn = version;
    this.#changed.push(cell);
  }

  /** What happened since the last call. Cells that stayed empty for the kept versions are dropped. */
  take(version: number): { changed: Cell[]; appeared: Cell[]; dropped: CellKey[] } {
    for (const cell of this.#empty) {
      if (version - cell.changedIn < this.#keptVersions) continue;
      this.#empty.delete(cell);
      this.#cells.delete(cell.key);
      this.#dropped.push(cell.key);
    }
    const taken = { changed: this.#changed, appeared: this.#appeared, dropped: this.#dropped };
    this.#changed = [];
    this.#appeared = [];
    this.#dropped = [];
    return taken;
  }

  /** The cells of a range, in no order. Costs the lesser of the range and of all cells there are. */
  *within(range: CellRange): Generator<Cell> {
    if (rangeSize(range) > this.#cells.size) {
      for (const cell of this.#cells.values()) if (rangeHas(range, cell.key)) yield cell;
      return;
    }
    const width = (range.x1 - range.x0 + CELLS_X) % CELLS_X;
    for (let step = 0; step <= width; step++)
      for (let y = range.y0; y <= range.y1; y++) {
        const cell = this.#cells.get(cellKey((range.x0 + step) % CELLS_X, y));
        if (cell !== undefined) yield cell;
      }
  }
}
