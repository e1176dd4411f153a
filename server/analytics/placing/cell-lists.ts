import { GrowingIntegers } from "./growing-integers.ts";

/** A list of numbers for each cell, all in one array. */
export class CellLists {
  /** Place in `items` of each cell's first; one more at the end. */
  starts = new Int32Array(1);
  items = new Int32Array(0);
  readonly #cells = new GrowingIntegers();
  readonly #added = new GrowingIntegers();

  add(cell: number, item: number): void {
    this.#cells.push(cell);
    this.#added.push(item);
  }

  /** Puts what was added in the order of the cells. */
  close(cells: number): void {
    const { numbers, length } = this.#cells;
    this.starts = new Int32Array(cells + 1);
    for (let i = 0; i < length; i++) {
      const after = (numbers[i] as number) + 1;
      this.starts[after] = (this.starts[after] as number) + 1;
    }
    for (let cell = 0; cell < cells; cell++)
      this.starts[cell + 1] = (this.starts[cell + 1] as number) + (this.starts[cell] as number);
    this.items = new Int32Array(length);
    const next = this.starts.slice();
    for (let i = 0; i < length; i++) {
      const cell = numbers[i] as number;
      this.items[next[cell] as number] = this.#added.numbers[i] as number;
      next[cell] = (next[cell] as number) + 1;
    }
  }
}
