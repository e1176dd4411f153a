import type { World } from "../world.ts";

/** Metres of a cell, and between samples of a road. */
const CELL = 50;
const SAMPLE = 25;

/**
 * The ground's height anywhere: as the city tells it, or else estimated from the roads that lie on it. That
 * is good to a few metres between roads, and only as good as the nearest road beyond them.
 */
export class GroundHeights {
  readonly #west: number;
  readonly #south: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #heights: Float64Array;
  readonly #known: World["ground"];

  constructor(world: Pick<World, "roads" | "corridors" | "ground">) {
    this.#known = world.ground;
    const samples = world.roads.filter(({ bridge }) => bridge === undefined).flatMap(sampled);
    const corners = [...samples, ...world.corridors.flatMap(({ line }) => line.points)];
    this.#west = least(corners.map(([east]) => east)) - CELL;
    this.#south = least(corners.map(([, north]) => north)) - CELL;
    const east = -least(corners.map((corner) => -corner[0]));
    const north = -least(corners.map((corner) => -corner[1]));
    this.#columns = Math.ceil((east - this.#west) / CELL) + 2;
    this.#rows = Math.ceil((north - this.#south) / CELL) + 2;
    this.#heights = new Float64Array(this.#columns * this.#rows).fill(Number.NaN);
    this.#take(samples);
    this.#spread();
  }

  /** Metres of the plane. */
  at(east: number, north: number): number {
    const known = this.#known?.at(east, north) ?? Number.NaN;
    return Number.isNaN(known) ? this.#estimate(east, north) : known;
  }

  #estimate(east: number, north: number): number {
    const x = clamp((east - this.#west) / CELL, this.#columns - 1.001);
    const y = clamp((north - this.#south) / CELL, this.#rows - 1.001);
    const column = Math.floor(x);
    const row = Math.floor(y);
    const south = this.#mixed(row * this.#columns + column, x - column);
    const upper = this.#mixed((row + 1) * this.#columns + column, x - column);
    return south + (upper - south) * (y - row);
  }

  #mixed(cell: number, part: number): number {
    const from = this.#heights[cell] ?? 0;
    return from + ((this.#heights[cell + 1] ?? from) - from) * part;
  }

  /** The mean of the samples nearest to each corner of the grid. */
  #take(samples: readonly (readonly [number, number, number])[]): void {
    const counts = new Uint32Array(this.#heights.length);
    for (const [east, north, height] of samples) {
      const column = Math.round((east - this.#west) / CELL);
      const cell = Math.round((north - this.#south) / CELL) * this.#columns + column;
      const count = (counts[cell] ?? 0) + 1;
      counts[cell] = count;
      const before = count === 1 ? 0 : (this.#heights[cell] ?? 0);
      this.#heights[cell] = before + (height - before) / count;
    }
  }

  /** What is not known takes the height of what is known next to it, ring by ring. */
  #spread(): void {
    let ring = [...this.#heights.keys()].filter((cell) => !Number.isNaN(this.#heights[cell]));
    if (ring.length === 0) this.#heights.fill(0);
    while (ring.length > 0) {
      const next: number[] = [];
      for (const cell of ring) {
        for (const neighbour of this.#around(cell)) {
          if (!Number.isNaN(this.#heights[neighbour])) continue;
          this.#heights[neighbour] = this.#heights[cell] ?? 0;
          next.push(neighbour);
        }
      }
      ring = next;
    }
  }

  #around(cell: number): number[] {
    const column = cell % this.#columns;
    return [
      ...(column > 0 ? [cell - 1] : []),
      ...(column < this.#columns - 1 ? [cell + 1] : []),
      ...(cell >= this.#columns ? [cell - this.#columns] : []),
      ...(cell < this.#heights.length - this.#columns ? [cell + this.#columns] : []),
    ];
  }
}

function sampled({ line }: World["roads"][number]): [number, number, number][] {
  const count = Math.max(1, Math.ceil(line.length / SAMPLE));
  return Array.from({ length: count + 1 }, (_, i) => {
    const { east, north, height } = line.at((line.length * i) / count);
    return [east, north, height];
  });
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((low, number) => Math.min(low, number), 0);
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
