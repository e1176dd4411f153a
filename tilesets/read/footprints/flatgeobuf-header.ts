import type { FlatTable } from "./flat-table.ts";
import type { FootprintHead } from "./footprint.ts";

export interface FlatgeobufHeader {
  readonly head: FootprintHead;
  /** Of all features; 0 where each tells its own. */
  readonly geometryType: number;
  readonly columns: readonly FlatgeobufColumn[];
  /** Bytes of the index after the header. */
  readonly indexBytes: number;
}

export interface FlatgeobufColumn {
  readonly name: string;
  readonly type: number;
}

/** Bytes of a node of the index. */
const NODE = 40;

export function flatgeobufHeader(table: FlatTable): FlatgeobufHeader {
  const title = table.text(11) ?? table.text(0);
  const crs = crsOf(table.table(10));
  return {
    head: {
      ...(crs === undefined ? {} : { crs }),
      ...(title === undefined || title.trim() === "" ? {} : { title: title.slice(0, 200) }),
    },
    geometryType: table.uint8(2, 0),
    columns: columnsOf(table),
    indexBytes: NODE * indexNodes(table.uint64(8), table.uint16(9, 16)),
  };
}

export function columnsOf(table: FlatTable, field = 7): FlatgeobufColumn[] {
  return table
    .tables(field)
    .map((column) => ({ name: column.text(0) ?? "", type: column.uint8(1, 0) }));
}

function crsOf(table: FlatTable | undefined): string | undefined {
  if (table === undefined) return undefined;
  const code = table.int32(1);
  if (code > 0) return `${table.text(0) || "EPSG"}:${code}`;
  return table.text(5) ?? table.text(2);
}

/** Nodes of a packed R-tree with so many leaves: each level has one node for so many of the level below. */
function indexNodes(leaves: number, perNode: number): number {
  if (leaves === 0 || perNode === 0) return 0;
  if (perNode < 2 || leaves > 1e12) throw new RangeError("an index that cannot be");
  let nodes = leaves;
  for (let level = leaves; level > 1; ) {
    level = Math.ceil(level / perNode);
    nodes += level;
  }
  return leaves === 1 ? 2 : nodes;
}
