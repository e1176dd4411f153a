import type { GeoidGrid } from "./geoid-grid.ts";
import { netFault } from "./net-fault.ts";
import { readNumbers } from "./read-numbers.ts";

/** From here on a value stands for none (the sea far off the coast has 999). */
const NONE = 999;
const SECONDS = 3600;

/**
 * The Geospatial Information Authority of Japan's ASCII (GSIGEO2000, GSIGEO2011): south, west, steps,
 * rows, columns and kind in the first line, then the values, rows from the south.
 */
export function readGsi(bytes: Uint8Array): GeoidGrid | string {
  const end = bytes.indexOf(0x0a);
  if (end < 0) return "it has one line only";
  const line = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(end, 512)).toString("latin1");
  const [south, west, stepNorth, stepEast, rows, columns] = line.trim().split(/\s+/).map(Number);
  const net = {
    south: south as number,
    west: west as number,
    stepNorth: wholeSeconds(stepNorth as number),
    stepEast: wholeSeconds(stepEast as number),
    rows: rows as number,
    columns: columns as number,
  };
  const fault = netFault(net);
  if (fault !== undefined) return fault;
  const values = readNumbers(bytes, end + 1, net.rows * net.columns);
  if (typeof values === "string") return values;
  return {
    ...net,
    value(row, column) {
      const value = values[row * net.columns + column] as number;
      return value >= NONE ? Number.NaN : value;
    },
  };
}

/** Steps are whole seconds, and are rounded in the file: 0.016667 is a minute. */
function wholeSeconds(degrees: number): number {
  const seconds = Math.round(degrees * SECONDS);
  return Math.abs(seconds - degrees * SECONDS) < 0.01 && seconds > 0 ? seconds / SECONDS : degrees;
}
