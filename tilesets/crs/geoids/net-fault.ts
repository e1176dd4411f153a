import { TILE_LIMITS } from "../../limits.ts";
import type { GeoidGrid } from "./geoid-grid.ts";

/** What is wrong with the net of a grid, or undefined. */
export function netFault(grid: Omit<GeoidGrid, "value">): string | undefined {
  const { west, south, stepEast, stepNorth, columns, rows } = grid;
  const limit = TILE_LIMITS.geoidValues;
  if (![west, south, stepEast, stepNorth].every(Number.isFinite))
    return "its net is not of numbers";
  if (!(Number.isInteger(columns) && Number.isInteger(rows) && columns > 1 && rows > 1)) {
    return "it has fewer than two rows or columns";
  }
  if (columns * rows > limit) return `it has more than ${limit} values (geoidValues)`;
  if (!(stepEast > 0 && stepNorth > 0)) return "the steps of its net are not above 0";
  if (south < -90 - stepNorth || south + (rows - 1) * stepNorth > 90 + stepNorth) {
    return "its net goes beyond a pole";
  }
  if (Math.abs(west) > 360 + stepEast || (columns - 1) * stepEast > 360 + stepEast) {
    return "its net goes around the world more than once";
  }
  return undefined;
}
