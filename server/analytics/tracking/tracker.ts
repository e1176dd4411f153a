import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { CELL_UNKNOWN, Placing } from "../placing/placing.ts";
import type { EntityTable } from "./entity-table.ts";

const KINDS = ENTITY_KINDS.length;
const NOWHERE: readonly number[] = [];

/** Is told that an entity came into an area or left it. */
export type OnCrossing = (entered: boolean, area: number, handle: number) => void;

interface Options {
  readonly table: EntityTable;
  /** Metres above the ellipsoid of the ground somewhere; NaN where it is not known. */
  readonly groundAt: (longitude: number, latitude: number) => number;
}

/** Who is in which area, kept as entities move: equal at any time to placing everyone anew. */
export class Tracker {
  readonly #table: EntityTable;
  readonly #groundAt: Options["groundAt"];
  #placing = new Placing([]);
  /** By handle: the areas that it is in. */
  #inside: number[][] = [];
  /** By handle: the kind that it is counted as. */
  #counted = new Uint8Array(0);
  /** By handle, for each level of the grid: its cell. */
  #cells = new Int32Array(0);
  /** By area and kind. */
  counts = new Uint32Array(0);
  /** By area: whether a count has changed since it was asked. */
  changed = new Uint8Array(0);
  /** By area: the last move that was seen to be in it. */
  #marks = new Float64Array(0);
  #mark = 0;

  constructor({ table, groundAt }: Options) {
    this.#table = table;
    this.#groundAt = groundAt;
  }

  get placing(): Placing {
    return this.#placing;
  }

  /** Other areas: everyone is placed anew. */
  setPlacing(placing: Placing): void {
    this.#placing = placing;
    this.counts = new Uint32Array(placing.areas.length * KINDS);
    this.changed = new Uint8Array(placing.areas.length).fill(1);
    this.#marks = new Float64Array(placing.areas.length);
    this.#inside = [];
    this.#cells = new Int32Array(0);
    for (let handle = 0; handle < this.#table.end; handle++)
      if (this.#table.present[handle] === 1) this.update(handle);
  }

  /** Areas that an entity is in. */
  areasOf(handle: number): readonly number[] {
    return this.#inside[handle] ?? NOWHERE;
  }

  isIn(handle: number, area: number): boolean {
    return this.areasOf(handle).includes(area);
  }

  /** Brings an entity in line with the table: first what it left is told, then what it entered. */
  update(handle: number, tell?: OnCrossing): void {
    if (handle >= this.#counted.length) this.#widen();
    const before = this.#inside[handle] ?? NOWHERE;
    const kind = this.#table.kinds[handle] as number;
    if (kind !== this.#counted[handle]) this.#recount(handle, before, kind);
    const count = this.#find(handle);
    if (count < 0) return;
    const { found } = this.#placing;
    let same = count === before.length;
    for (let i = 0; same && i < count; i++) same = found[i] === before[i];
    if (!same) this.#change(handle, kind, count, tell);
  }

  /** It is now in the first `count` that were found. */
  #change(handle: number, kind: number, count: number, tell: OnCrossing | undefined): void {
    const { found } = this.#placing;
    const marks = this.#marks;
    let inside = this.#inside[handle];
    if (inside === undefined) {
      inside = [];
      this.#inside[handle] = inside;
    }
    const inAfter = ++this.#mark;
    for (let i = 0; i < count; i++) marks[found[i] as number] = inAfter;
    for (const area of inside)
      if (marks[area] !== inAfter) {
        this.#count(area, kind, -1);
        tell?.(false, area, handle);
      }
    const inBefore = ++this.#mark;
    for (const area of inside) marks[area] = inBefore;
    // The same list again: a new one for each change would be work to collect.
    inside.length = count;
    for (let i = 0; i < count; i++) {
      const area = found[i] as number;
      inside[i] = area;
      if (marks[area] === inBefore) continue;
      this.#count(area, kind, 1);
      tell?.(true, area, handle);
    }
  }

  #recount(handle: number, areas: readonly number[], kind: number): void {
    const before = this.#counted[handle] as number;
    this.#counted[handle] = kind;
    for (const area of areas) {
      this.#count(area, before, -1);
      this.#count(area, kind, 1);
    }
  }

  #count(area: number, kind: number, by: number): void {
    const at = area * KINDS + kind;
    this.counts[at] = (this.counts[at] as number) + by;
    this.changed[area] = 1;
  }

  /** How many areas an entity is in now, as the placing found them; -1 where they are as before. */
  #find(handle: number): number {
    const table = this.#table;
    const placing = this.#placing;
    const levels = placing.levels.length;
    const offset = handle * levels;
    if (offset + levels > this.#cells.length) this.#widenCells(levels);
    if (table.present[handle] !== 1) {
      this.#cells.fill(CELL_UNKNOWN, offset, offset + levels);
      return 0;
    }
    const x = table.longitudes[handle] as number;
    const y = table.latitudes[handle] as number;
    if (placing.stays(x, y, this.#cells, offset)) return -1;
    const known = table.heights[handle] as number;
    const height = Number.isNaN(known) && placing.limited ? this.#groundAt(x, y) : known;
    return placing.find(x, y, height, this.#cells, offset);
  }

  #widen(): void {
    const counted = new Uint8Array(this.#table.capacity);
    counted.set(this.#counted);
    this.#counted = counted;
  }

  #widenCells(levels: number): void {
    const cells = new Int32Array(this.#table.capacity * levels).fill(CELL_UNKNOWN);
    cells.set(this.#cells);
    this.#cells = cells;
  }
}
