const FIRST = 1024;

/** Numbers the cells of a grid that have something in them: column and row to 0, 1, 2 … */
export class CellTable {
  /** Of each numbered cell. */
  columns = new Int32Array(FIRST);
  rows = new Int32Array(FIRST);
  #count = 0;
  /** Open addressing; -1 is free. Never more than half full. */
  #slots = new Int32Array(2 * FIRST).fill(-1);
  #mask = 2 * FIRST - 1;

  get count(): number {
    return this.#count;
  }

  /** -1 where nothing is in that cell. */
  find(column: number, row: number): number {
    const mask = this.#mask;
    for (let slot = hash(column, row) & mask; ; slot = (slot + 1) & mask) {
      const cell = this.#slots[slot] as number;
      if (cell < 0 || (this.columns[cell] === column && this.rows[cell] === row)) return cell;
    }
  }

  /** The cell's number, new where it had none. */
  intern(column: number, row: number): number {
    const known = this.find(column, row);
    if (known >= 0) return known;
    if (this.#count === this.columns.length) this.#grow();
    const cell = this.#count++;
    this.columns[cell] = column;
    this.rows[cell] = row;
    this.#put(cell);
    return cell;
  }

  #put(cell: number): void {
    let slot = hash(this.columns[cell] as number, this.rows[cell] as number) & this.#mask;
    while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & this.#mask;
    this.#slots[slot] = cell;
  }

  #grow(): void {
    const wider = 2 * this.columns.length;
    const [columns, rows] = [this.columns, this.rows];
    this.columns = new Int32Array(wider);
    this.columns.set(columns);
    this.rows = new Int32Array(wider);
    this.rows.set(rows);
    this.#slots = new Int32Array(2 * wider).fill(-1);
    this.#mask = 2 * wider - 1;
    for (let cell = 0; cell < this.#count; cell++) this.#put(cell);
  }
}

function hash(column: number, row: number): number {
  const mixed = Math.imul(column, 0x9e37_79b1) ^ Math.imul(row, 0x85eb_ca6b);
  return mixed ^ (mixed >>> 15);
}
