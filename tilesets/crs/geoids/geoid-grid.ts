/** A geoid as values at the crossings of a net of latitude and longitude. */
export interface GeoidGrid {
  /** Degrees of the south-western crossing, and between two. */
  readonly west: number;
  readonly south: number;
  readonly stepEast: number;
  readonly stepNorth: number;
  readonly columns: number;
  readonly rows: number;
  /** Metres above the ellipsoid, rows from the south; NaN where the file has none. */
  value(row: number, column: number): number;
}

/** Degrees by which a place may lie beyond the outermost crossings: what rounding makes. */
const ROUNDING = 1e-9;

/** Bilinear between the four crossings around a place, degrees; NaN outside and where one of them is missing. */
export function geoidAt(grid: GeoidGrid, longitude: number, latitude: number): number {
  const { columns, rows, stepEast } = grid;
  const around = columns * stepEast > 360 - stepEast / 2;
  let east = (longitude - grid.west) % 360;
  if (east < -ROUNDING) east += 360;
  const x = east / stepEast;
  const y = (latitude - grid.south) / grid.stepNorth;
  if (!(y >= -ROUNDING && y <= rows - 1 + ROUNDING && x <= columns - (around ? 0 : 1) + ROUNDING)) {
    return Number.NaN;
  }
  const row = Math.max(0, Math.min(rows - 2, Math.floor(y)));
  const column = Math.max(0, Math.min(columns - (around ? 1 : 2), Math.floor(x)));
  const next = column + 1 === columns ? 0 : column + 1;
  const v = y - row;
  const u = x - column;
  const low = grid.value(row, column) * (1 - u) + grid.value(row, next) * u;
  const high = grid.value(row + 1, column) * (1 - u) + grid.value(row + 1, next) * u;
  return low * (1 - v) + high * v;
}
