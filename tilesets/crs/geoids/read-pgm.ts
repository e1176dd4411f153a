import type { GeoidGrid } from "./geoid-grid.ts";
import { netFault } from "./net-fault.ts";

/** Characters that a header may have. */
const HEADER = 4096;

/**
 * GeographicLib's PGM (egm96-5.pgm, egm2008-1.pgm …): a picture of the whole world, 16 bits a value, rows
 * from the north pole, columns from Greenwich eastwards; a comment each gives offset and scale.
 */
export function readPgm(bytes: Uint8Array): GeoidGrid | string {
  const head = Buffer.from(
    bytes.buffer,
    bytes.byteOffset,
    Math.min(HEADER, bytes.byteLength),
  ).toString("latin1");
  const size =
    /^P5\s+(?:#[^\n]*\n\s*)*(\d{1,7})\s+(?:#[^\n]*\n\s*)*(\d{1,7})\s+(?:#[^\n]*\n\s*)*(\d{1,5})\s/.exec(
      head,
    );
  const offset = Number(/^#\s*Offset\s+(\S+)/m.exec(head)?.[1]);
  const scale = Number(/^#\s*Scale\s+(\S+)/m.exec(head)?.[1]);
  if (size === null) return "its header has no size";
  if (!(Number.isFinite(offset) && Number.isFinite(scale)))
    return "its header has no offset and scale";
  const [columns, rows, greatest] = size.slice(1).map(Number) as [number, number, number];
  if (greatest < 256) return "its values have 8 bits";
  const net = {
    west: 0,
    south: -90,
    stepEast: 360 / columns,
    stepNorth: 180 / (rows - 1),
    columns,
    rows,
  };
  const fault = netFault(net);
  if (fault !== undefined) return fault;
  const start = size[0].length;
  if (bytes.byteLength < start + rows * columns * 2) return "it ends before its last value";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    ...net,
    value(row, column) {
      return offset + scale * view.getUint16(start + ((rows - 1 - row) * columns + column) * 2);
    },
  };
}
