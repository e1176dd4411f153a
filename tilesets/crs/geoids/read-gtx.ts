import type { GeoidGrid } from "./geoid-grid.ts";
import { netFault } from "./net-fault.ts";

const HEADER = 40;
/** Stands for no value. */
const NONE = Math.fround(-88.8888);

/**
 * NOAA's GTX: south, west, steps as doubles, rows and columns as integers, then floats, rows from the
 * south; the last byte of each number last. A text says what is wrong.
 */
export function readGtx(bytes: Uint8Array): GeoidGrid | string {
  if (bytes.byteLength < HEADER) return "it is too short";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const net = {
    south: view.getFloat64(0),
    west: view.getFloat64(8),
    stepNorth: view.getFloat64(16),
    stepEast: view.getFloat64(24),
    rows: view.getInt32(32),
    columns: view.getInt32(36),
  };
  const fault = netFault(net);
  if (fault !== undefined) return fault;
  if (bytes.byteLength < HEADER + net.rows * net.columns * 4)
    return "it ends before its last value";
  return {
    ...net,
    value(row, column) {
      const value = view.getFloat32(HEADER + (row * net.columns + column) * 4);
      return value === NONE ? Number.NaN : value;
    },
  };
}
