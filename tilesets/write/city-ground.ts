import type { CityGround } from "../../shared/city-ground.ts";
import type { Surface } from "../../shared/surface.ts";
import type { CityModel, GroundPatch } from "../model/city-model.ts";

/** Metres between corners. */
const STEP = 20;
/** Girders, rails and platform roofs above what is walked or driven on. */
const OVERHEAD: readonly Surface[] = ["steel", "rail", "roof-metal"];

/** The file `networks.ground` of a city. */
export function cityGround({ surfaces, bounds }: CityModel): CityGround {
  const [west, south, east, north] = bounds;
  const columns = Math.max(1, Math.ceil((east - west) / STEP)) + 1;
  const rows = Math.max(1, Math.ceil((north - south) / STEP)) + 1;
  const heights = new Float64Array(columns * rows).fill(Number.NaN);
  const grid = { west, south, columns, rows, heights };
  for (const patch of surfaces) if (!OVERHEAD.includes(patch.surface)) lay(patch, grid);
  const row = (number: number) => steps(heights.subarray(number * columns, (number + 1) * columns));
  return {
    origin: [west, south],
    step: STEP,
    columns,
    rows,
    heights: Array.from({ length: rows }, (_, number) => row(number)),
  };
}

interface Grid {
  readonly west: number;
  readonly south: number;
  readonly columns: number;
  readonly rows: number;
  /** Metres above the sea, row by row. */
  readonly heights: Float64Array;
}

/** Raises the corners beneath a patch to it; triangles that do not face up are no ground. */
function lay({ positions, indices }: GroundPatch, grid: Grid): void {
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((corner) => {
      const at = 3 * (indices[i + corner] as number);
      const point = positions.subarray(at, at + 3) as ArrayLike<number>;
      return [
        ((point[0] as number) - grid.west) / STEP,
        ((point[1] as number) - grid.south) / STEP,
        point[2] as number,
      ] as const;
    }) as [Corner, Corner, Corner];
    const twice = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
    if (twice > 1e-9) raise(a, b, c, twice, grid);
  }
}

/** Column, row and height. */
type Corner = readonly [x: number, y: number, height: number];

function raise(a: Corner, b: Corner, c: Corner, twice: number, grid: Grid): void {
  const range = (axis: 0 | 1, most: number) => [
    Math.max(0, Math.ceil(Math.min(a[axis], b[axis], c[axis]))),
    Math.min(most - 1, Math.floor(Math.max(a[axis], b[axis], c[axis]))),
  ];
  const [x0 = 0, x1 = -1] = range(0, grid.columns);
  const [y0 = 0, y1 = -1] = range(1, grid.rows);
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const u = ((b[0] - x) * (c[1] - y) - (c[0] - x) * (b[1] - y)) / twice;
      const v = ((c[0] - x) * (a[1] - y) - (a[0] - x) * (c[1] - y)) / twice;
      const w = 1 - u - v;
      if (u < -1e-9 || v < -1e-9 || w < -1e-9) continue;
      const at = y * grid.columns + x;
      const height = u * a[2] + v * b[2] + w * c[2];
      if (!(height <= (grid.heights[at] as number))) grid.heights[at] = height;
    }
  }
}

function steps(heights: Float64Array): (number | null)[] {
  let before = 0;
  return Array.from(heights, (height) => {
    if (Number.isNaN(height)) return null;
    const decimetres = Math.round(10 * height);
    const by = decimetres - before;
    before = decimetres;
    return by;
  });
}
