/**
 * The grid of interest and framing. The turn of 360 degrees is divided into 2^32 steps (9.3 mm of
 * latitude), and a position is a pair of such whole numbers counted from 180 W and 90 S. Their upper
 * bits name the cell (about 305 m high, 249 m wide at 35 N), the lower 15 the place inside it.
 */
export const PLACE_BITS = 15;
const PLACES = 2 ** PLACE_BITS;
const STEPS = 2 ** 32;
const DEGREES_PER_STEP = 360 / STEPS;

/** Cells around the world, west to east. */
export const CELLS_X = STEPS / PLACES;
/** Cells from pole to pole, south to north. */
export const CELLS_Y = CELLS_X / 2;

/** West, south, east, north in degrees. East less than west crosses the antimeridian. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];

/** A cell's one number, good as a map key. */
export type CellKey = number;

export function stepX(longitude: number): number {
  const step = Math.floor((longitude + 180) / DEGREES_PER_STEP);
  return step >= 0 && step < STEPS ? step : ((step % STEPS) + STEPS) % STEPS;
}

export function stepY(latitude: number): number {
  const step = Math.floor((latitude + 90) / DEGREES_PER_STEP);
  return Math.min(STEPS / 2 - 1, Math.max(0, step));
}

/** Degrees at the middle of a step. */
export function longitudeOf(step: number): number {
  return (step + 0.5) * DEGREES_PER_STEP - 180;
}

/** Degrees at the middle of a step. */
export function latitudeOf(step: number): number {
  return (step + 0.5) * DEGREES_PER_STEP - 90;
}

export function cellKey(x: number, y: number): CellKey {
  return x * CELLS_Y + y;
}

export function cellX(key: CellKey): number {
  return Math.floor(key / CELLS_Y);
}

export function cellY(key: CellKey): number {
  return key % CELLS_Y;
}

/** The cell that holds a position. */
export function cellAt(longitude: number, latitude: number): CellKey {
  return cellKey(Math.floor(stepX(longitude) / PLACES), Math.floor(stepY(latitude) / PLACES));
}

/** A range of cells, ends included; `x1 < x0` wraps around the antimeridian. */
export interface CellRange {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The cells that a bbox touches. */
export function cellRange([west, south, east, north]: Bbox): CellRange {
  const x0 = Math.floor(stepX(west) / PLACES);
  const x1 = Math.floor(stepX(east) / PLACES);
  // An east just west of the west, in the same column: all the way around.
  const whole = east - west >= 360 || (east < west && x0 === x1);
  return {
    x0: whole ? 0 : x0,
    x1: whole ? CELLS_X - 1 : x1,
    y0: Math.floor(stepY(south) / PLACES),
    y1: Math.floor(stepY(north) / PLACES),
  };
}

export function rangeHas(range: CellRange, key: CellKey): boolean {
  const x = cellX(key);
  const y = cellY(key);
  if (y < range.y0 || y > range.y1) return false;
  return range.x0 <= range.x1 ? x >= range.x0 && x <= range.x1 : x >= range.x0 || x <= range.x1;
}

/** How many cells a range holds. */
export function rangeSize(range: CellRange): number {
  const width = range.x1 >= range.x0 ? range.x1 - range.x0 + 1 : CELLS_X - range.x0 + range.x1 + 1;
  return width * (range.y1 - range.y0 + 1);
}
