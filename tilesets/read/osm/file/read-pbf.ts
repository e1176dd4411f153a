import { inflateSync, zstdDecompressSync } from "node:zlib";
import { PbfReader } from "pbf";
import { TILE_LIMITS } from "../../../limits.ts";
import { HeldBytes } from "../../held-bytes.ts";
import type { StoredFile } from "../../input-file.ts";
import { Unreadable } from "../../unreadable.ts";
import type { OsmBlock, OsmHead } from "../osm-element.ts";
import { decodeBlock } from "./decode-block.ts";
import { decodeHead, REQUIRED } from "./decode-head.ts";
import { osmFault } from "./osm-fault.ts";

/** The length of the first header, and its field of type `OSMHeader`. */
const BEGINNING = [0x0a, 0x09, ..."OSMHeader"].map((each) =>
  typeof each === "number" ? each : each.charCodeAt(0),
);

/** Whether a file begins as OpenStreetMap's PBF does. */
export function isPbf(begin: Uint8Array): boolean {
  return begin.length >= 15 && BEGINNING.every((byte, i) => begin[4 + i] === byte);
}

/** The blocks of a PBF file. Source: OpenStreetMap wiki, PBF Format; osmformat.proto and fileformat.proto. */
export async function* readPbf(
  file: StoredFile,
  head: OsmHead,
  advance: (bytes: number) => void,
): AsyncGenerator<OsmBlock> {
  let number = 0;
  for await (const { type, blob } of blobsOf(file, advance)) {
    number++;
    const where = `block ${number}`;
    if (type === "OSMHeader") {
      const { features, ...said } = sound(file, where, () => decodeHead(unpack(file, where, blob)));
      const strange = features.find((feature) => !REQUIRED.includes(feature));
      if (strange !== undefined)
        throw osmFault(
          file.path,
          `it asks of its readers what we do not know: ${strange.slice(0, 80)}`,
        );
      Object.assign(head, said);
    } else if (type === "OSMData") {
      yield sound(file, where, () => decodeBlock(unpack(file, where, blob)));
    }
  }
}

interface Piece {
  readonly type: string;
  readonly blob: Uint8Array;
}

/** Cuts the stream into its pieces: the length of a header, the header, with the length of a block, the block. */
async function* blobsOf(file: StoredFile, advance: (bytes: number) => void): AsyncGenerator<Piece> {
  const held = new HeldBytes();
  let length: number | undefined;
  let header: { readonly type: string; readonly size: number } | undefined;
  for await (const bytes of file.open(advance)) {
    held.add(bytes as Uint8Array);
    for (;;) {
      const part = held.take(header?.size ?? length ?? 4);
      if (part === undefined) break;
      if (header !== undefined) {
        yield { type: header.type, blob: part };
        header = undefined;
        length = undefined;
      } else if (length === undefined) {
        length = within(file, "header", part.readUInt32BE(0), "osmHeaderBytes");
      } else {
        header = sound(file, "a header", () => headerOf(part));
        within(file, "block", header.size, "osmBlockBytes");
      }
    }
  }
  if (held.size > 0 || length !== undefined)
    throw osmFault(file.path, "it ends inside a block", "Download it again.");
}

function within(
  { path }: StoredFile,
  what: string,
  bytes: number,
  limit: "osmHeaderBytes" | "osmBlockBytes",
): number {
  const most = TILE_LIMITS[limit];
  if (bytes <= most) return bytes;
  throw osmFault(
    path,
    `a ${what} of ${bytes} bytes; ${most} are read (${limit})`,
    "Download it again.",
  );
}

function headerOf(bytes: Uint8Array): { type: string; size: number } {
  const found = { type: "", size: 0 };
  new PbfReader(bytes).readFields((field, result, pbf) => {
    if (field === 1) result.type = pbf.readString();
    else if (field === 3) result.size = pbf.readVarint();
  }, found);
  return found;
}

/** How a block may be packed: by field of its Blob message. */
const PACKINGS: Readonly<Record<number, string>> = {
  1: "raw",
  3: "zlib",
  4: "lzma",
  5: "bzip2",
  6: "lz4",
  7: "zstd",
};

function unpack(file: StoredFile, where: string, blob: Uint8Array): Uint8Array {
  let packing = "";
  let data: Uint8Array | undefined;
  new PbfReader(blob).readFields((field, _, pbf) => {
    const known = PACKINGS[field];
    if (known === undefined) return;
    packing = known;
    data = pbf.readBytes();
  }, undefined);
  const options = { maxOutputLength: TILE_LIMITS.osmBlockBytes };
  if (data !== undefined) {
    if (packing === "raw") return data;
    if (packing === "zlib") return inflateSync(data, options);
    if (packing === "zstd") return zstdDecompressSync(data, options);
  }
  throw osmFault(
    file.path,
    `${where} is packed with ${packing || "nothing known"}; raw, zlib and zstd are read`,
    "Write it again: osmium cat IN -o OUT.osm.pbf",
  );
}

/** What a damaged block makes its readers throw, told of the file. */
function sound<Value>({ path }: StoredFile, where: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable || error instanceof TypeError) throw error;
    throw osmFault(path, `${where} is damaged`, "Download it again.");
  }
}
