import type { GeoidGrid } from "./geoid-grid.ts";
import { netFault } from "./net-fault.ts";
import { readNumbers } from "./read-numbers.ts";

/** Characters that a header may have. */
const HEADER = 65_536;
const END = /end_of_head[^\n]*\n/;
/** `35°00'30.5"`: degrees, minutes, seconds. */
const SEXAGESIMAL = /^(-?)(\d+)°(?:(\d+)')?(?:(\d+(?:\.\d+)?)")?$/;

/**
 * The International Service for the Geoid's ASCII, 1.0 to 2.0 (JPGEO2024 and its kin): a header of
 * `key : value` or `key = value`, then rows from the north.
 */
export function readIsg(bytes: Uint8Array): GeoidGrid | string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(HEADER, bytes.byteLength));
  // Degree signs are of two bytes or one, so places are counted in bytes and texts read as UTF-8.
  const end = END.exec(head.toString("latin1"));
  if (end === null) return "its header does not end";
  const entries = entriesOf(head.subarray(0, end.index));
  const refusal = refusedKind(entries);
  if (refusal !== undefined) return refusal;
  const net = netOf(entries);
  const fault = netFault(net);
  if (fault !== undefined) return fault;
  const values = readNumbers(bytes, end.index + end[0].length, net.rows * net.columns);
  if (typeof values === "string") return values;
  const none = Number(entries.get("nodata"));
  return {
    ...net,
    value(row, column) {
      const value = values[(net.rows - 1 - row) * net.columns + column] as number;
      return Math.abs(value - none) < 1e-3 ? Number.NaN : value;
    },
  };
}

function entriesOf(head: Buffer): Map<string, string> {
  const text = head
    .toString("utf8")
    .replaceAll(/[\ufffdº˚]/g, "°")
    .replaceAll(/[′’]/g, "'")
    .replaceAll(/[″”]/g, '"');
  const entries = new Map<string, string>();
  for (const line of text.split("\n")) {
    const parts = /^\s*([^:=]+?)\s*[:=]\s*(.*?)\s*$/.exec(line);
    if (parts !== null) entries.set((parts[1] as string).toLowerCase(), parts[2] as string);
  }
  return entries;
}

function refusedKind(entries: ReadonlyMap<string, string>): string | undefined {
  const format = entries.get("data format") ?? "grid";
  const ordering = entries.get("data ordering") ?? "N-to-S, W-to-E";
  const type = entries.get("coord type") ?? "geodetic";
  if (!/grid/i.test(format)) return `its data format is “${format}”, not a grid`;
  if (!/^N-to-S,\s*W-to-E$/i.test(ordering)) return `its ordering “${ordering}” is not supported`;
  if (!/geodetic/i.test(type)) return `its coordinates are “${type}”, not geodetic`;
  const units = entries.get("data units") ?? entries.get("units") ?? "meters";
  return /met/i.test(units) ? undefined : `its values are in “${units}”`;
}

function netOf(entries: ReadonlyMap<string, string>): Omit<GeoidGrid, "value"> {
  const stepNorth = degrees(entries.get("delta lat"));
  const stepEast = degrees(entries.get("delta lon"));
  const rows = Number(entries.get("nrows"));
  const columns = Number(entries.get("ncols"));
  const south = degrees(entries.get("lat min"));
  const west = degrees(entries.get("lon min"));
  // Older files give the outer edges of cells, not the places of their middles.
  const edges = (degrees(entries.get("lat max")) - south) / stepNorth > rows - 0.5;
  return {
    south: edges ? south + stepNorth / 2 : south,
    west: edges ? west + stepEast / 2 : west,
    stepNorth,
    stepEast,
    rows,
    columns,
  };
}

function degrees(text: string | undefined): number {
  if (text === undefined || text === "") return Number.NaN;
  const parts = SEXAGESIMAL.exec(text.replaceAll(" ", ""));
  if (parts === null) return Number(text);
  const [, sign, whole, minutes, seconds] = parts;
  const value = Number(whole) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
  return sign === "-" ? -value : value;
}
