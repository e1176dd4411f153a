import {
  type CellKey,
  cellAt,
  cellKey,
  cellX,
  cellY,
  latitudeOf,
  longitudeOf,
} from "../../../shared/cell.ts";
import { type FrameColumns, FrameEncoder } from "../../../shared/frame-encoder.ts";
import type { RosterEntry } from "../../../shared/protocol.ts";

const PLACES = 2 ** 15;
const PER_CELL = 50;
const CENTRE = { longitude: 140.1123, latitude: 35.6071 };
/** Part of a cell that a circle's radius is. */
const RADIUS = 0.35;
const HERTZ = 5;

/** Vehicles that go round, fifty to a cell, in a square of cells about one place. */
export class Crowd {
  readonly count: number;
  readonly columns: FrameColumns;
  readonly #encoder = new FrameEncoder();
  readonly #cells: CellKey[] = [];
  readonly #origin = cellAt(CENTRE.longitude, CENTRE.latitude);
  #turn = 0;

  constructor(count: number) {
    this.count = count;
    const numbers = () => new Float64Array(count);
    this.columns = {
      longitudes: numbers(),
      latitudes: numbers(),
      heights: numbers().fill(Number.NaN),
      headingsDegrees: new Float32Array(count),
      speeds: new Float32Array(count).fill(10),
      observedAt: numbers(),
    };
    const side = Math.ceil(Math.sqrt(count / PER_CELL));
    for (let cell = 0; cell < Math.ceil(count / PER_CELL); cell++) {
      const x = cellX(this.#origin) + (cell % side) - (side >> 1);
      this.#cells.push(cellKey(x, cellY(this.#origin) + Math.floor(cell / side) - (side >> 1)));
    }
  }

  get roster() {
    const entities = Array.from(
      { length: this.count },
      (_, handle): RosterEntry => [handle, `v${handle}`, 1, 0, "bench", ""],
    );
    return { entities, keysFrom: 0, keys: [] };
  }

  /** Moves everyone by a fifth of a second, and gives the frame that says so at `time` (ms). */
  next(time: number): Uint8Array {
    this.#turn++;
    const header = { tick: this.#turn, serverTime: time, origin: this.#origin };
    const blocks = this.#cells.map((cell, index) => {
      const first = index * PER_CELL;
      const last = Math.min(this.count, first + PER_CELL);
      const handles = Array.from({ length: last - first }, (_, i) => first + i);
      for (const handle of handles) this.#place(handle, cell, time);
      return this.#encoder.block(header, this.columns, {
        cell,
        snapshot: false,
        handles,
        removed: [],
        values: [],
      });
    });
    return this.#encoder.frame(header, blocks);
  }

  #place(handle: number, cell: CellKey, time: number): void {
    const angle = handle * 2.4 + (this.#turn / HERTZ) * 0.1;
    const { longitudes, latitudes, headingsDegrees, observedAt } = this.columns;
    longitudes[handle] = longitudeOf((cellX(cell) + 0.5 + RADIUS * Math.sin(angle)) * PLACES);
    latitudes[handle] = latitudeOf((cellY(cell) + 0.5 + RADIUS * Math.cos(angle)) * PLACES);
    headingsDegrees[handle] = ((angle * 180) / Math.PI + 90) % 360;
    observedAt[handle] = time;
  }
}
