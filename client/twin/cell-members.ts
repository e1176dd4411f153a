import type { CellKey } from "../../shared/cell.ts";

/** Which handles are in which cell. */
export class CellMembers {
  readonly #cells = new Map<CellKey, Set<number>>();

  add(cell: CellKey, handle: number): void {
    const members = this.#cells.get(cell);
    if (members === undefined) this.#cells.set(cell, new Set([handle]));
    else members.add(handle);
  }

  remove(cell: CellKey, handle: number): void {
    const members = this.#cells.get(cell);
    members?.delete(handle);
    if (members?.size === 0) this.#cells.delete(cell);
  }

  of(cell: CellKey): Iterable<number> {
    return this.#cells.get(cell) ?? [];
  }

  clear(): void {
    this.#cells.clear();
  }
}
