import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CityFrame } from "../mesh/city-frame.ts";

/** Numbers of a triangle in a cell's file: three lattice points, and its feature. */
export const TRIANGLE_NUMBERS = 10;
/** Triangles of a cell that are kept in memory. */
const KEPT = 512;

/** The squares that relief is shared among: `sides` by `sides`, a power of two. */
export interface CellGrid {
  readonly west: number;
  readonly south: number;
  readonly side: number;
  readonly sides: number;
}

/** Triangles of relief on the disk, each in the square that its middle lies in. */
export class ReliefCells {
  readonly #folder: string;
  readonly #grid: CellGrid;
  readonly #frame: CityFrame;
  readonly #waiting = new Map<number, Int32Array>();
  readonly #lengths = new Map<number, number>();
  readonly #counts = new Map<number, number>();
  readonly #point = new Int32Array(3);

  private constructor(folder: string, grid: CellGrid, frame: CityFrame) {
    this.#folder = folder;
    this.#grid = grid;
    this.#frame = frame;
  }

  static async create(folder: string, grid: CellGrid, frame: CityFrame): Promise<ReliefCells> {
    await mkdir(folder, { recursive: true });
    return new ReliefCells(folder, grid, frame);
  }

  /** Whether there is anything in a square. */
  has(column: number, row: number): boolean {
    return this.#counts.has(row * this.#grid.sides + column);
  }

  async add(positions: Float64Array, indices: Uint32Array, feature: number): Promise<void> {
    const lattice = this.#latticeOf(positions);
    for (let i = 0; i < indices.length; i += 3) {
      const corners = [3 * at(indices, i), 3 * at(indices, i + 1), 3 * at(indices, i + 2)];
      const [a = 0, b = 0, c = 0] = corners;
      const east = (at(positions, a) + at(positions, b) + at(positions, c)) / 3;
      const north = (at(positions, a + 1) + at(positions, b + 1) + at(positions, c + 1)) / 3;
      const cell = this.#cellOf(east, north);
      const [waiting, place] = this.#room(cell);
      for (let k = 0; k < 9; k++)
        waiting[place + k] = at(lattice, (corners[Math.floor(k / 3)] as number) + (k % 3));
      waiting[place + 9] = feature;
      if (place + TRIANGLE_NUMBERS === waiting.length) await this.#put(cell);
    }
  }

  async finish(): Promise<void> {
    for (const cell of this.#waiting.keys()) await this.#put(cell);
  }

  /** The numbers of all triangles of a square. */
  async read(column: number, row: number): Promise<Int32Array> {
    const bytes = await readFile(this.#path(row * this.#grid.sides + column));
    return new Int32Array(Uint8Array.from(bytes).buffer);
  }

  #latticeOf(positions: Float64Array): Int32Array {
    const lattice = new Int32Array(positions.length);
    for (let i = 0; i < positions.length; i += 3) {
      this.#frame.lattice(
        at(positions, i),
        at(positions, i + 1),
        at(positions, i + 2),
        this.#point,
      );
      lattice.set(this.#point, i);
    }
    return lattice;
  }

  #cellOf(east: number, north: number): number {
    const { west, south, side, sides } = this.#grid;
    const among = (metres: number) =>
      Math.min(sides - 1, Math.max(0, Math.floor((metres / side) * sides)));
    return among(north - south) * sides + among(east - west);
  }

  #room(cell: number): [Int32Array, number] {
    const waiting = this.#waiting.get(cell) ?? new Int32Array(KEPT * TRIANGLE_NUMBERS);
    const place = this.#lengths.get(cell) ?? 0;
    this.#waiting.set(cell, waiting);
    this.#lengths.set(cell, place + TRIANGLE_NUMBERS);
    this.#counts.set(cell, (this.#counts.get(cell) ?? 0) + 1);
    return [waiting, place];
  }

  async #put(cell: number): Promise<void> {
    const waiting = this.#waiting.get(cell);
    const length = this.#lengths.get(cell) ?? 0;
    if (waiting === undefined || length === 0) return;
    await appendFile(this.#path(cell), new Uint8Array(waiting.buffer, 0, 4 * length));
    this.#lengths.set(cell, 0);
  }

  #path(cell: number): string {
    return join(this.#folder, `relief-${cell}`);
  }
}

function at(values: { readonly [place: number]: number }, place: number): number {
  return values[place] as number;
}
