import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { type Problem, problem } from "../../../../shared/problem.ts";
import { IMAGE_COLUMNS, type TwinImage } from "../../twin-image.ts";

/** "MTI1": the image of a twin, first layout. */
const MAGIC = 0x3149544d;
const TYPED = [
  ...IMAGE_COLUMNS,
  ...(["valueStarts", "valueKeys", "valueNumbers", "valueObservedAt"] as const),
] as const;
const TEXTS = ["ids", "names", "sources", "valueNames"] as const;
const MAKERS = {
  Uint8Array,
  Uint16Array,
  Uint32Array,
  Float64Array,
} as const;

interface Head {
  readonly texts: readonly (readonly (string | null)[])[];
  readonly columns: readonly { readonly type: keyof typeof MAKERS; readonly length: number }[];
}

/**
 * An image of a twin as bytes: a JSON head with its texts, then its columns, all compressed. Of numbers wider than
 * a byte the first bytes of all stand together, then the second ones: they are much alike, and compress.
 */
export function encodeImage(image: TwinImage): Uint8Array {
  const columns = TYPED.map((name) => image[name]);
  const head: Head = {
    texts: TEXTS.map((name) => image[name].map((text) => text ?? null)),
    columns: columns.map((column) => ({
      type: column.constructor.name as keyof typeof MAKERS,
      length: column.length,
    })),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const size = columns.reduce((sum, column) => sum + column.byteLength, 8 + text.length);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, text.length, true);
  bytes.set(text, 8);
  let at = 8 + text.length;
  for (const column of columns) {
    turn(column, bytes.subarray(at, at + column.byteLength), true);
    at += column.byteLength;
  }
  const params = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 };
  return zstdCompressSync(bytes, { params });
}

/** The image again; a `Problem` where these are not bytes of one. */
export function decodeImage(packed: Uint8Array): TwinImage | Problem {
  try {
    return read(zstdDecompressSync(packed));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return problem("history/keyframe", `history: an image of the city cannot be read (${why}).`);
  }
}

function read(bytes: Uint8Array): TwinImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== MAGIC) throw new Error("it does not begin as one");
  const length = view.getUint32(4, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Head;
  let at = 8 + length;
  const columns = head.columns.map(({ type, length: count }) => {
    const column = new MAKERS[type](count);
    if (at + column.byteLength > bytes.length) throw new Error("it is cut off");
    turn(column, bytes.subarray(at, at + column.byteLength), false);
    at += column.byteLength;
    return column;
  });
  const texts = head.texts.map((list) => list.map((text) => text ?? undefined));
  return Object.fromEntries([
    ...TEXTS.map((name, index) => [name, texts[index]]),
    ...TYPED.map((name, index) => [name, columns[index]]),
  ]) as unknown as TwinImage;
}

/** Moves the bytes of a column between number by number and byte place by byte place. */
function turn(
  column: { buffer: ArrayBuffer; byteOffset: number; byteLength: number; length: number },
  turned: Uint8Array,
  forth: boolean,
): void {
  const plain = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  const count = column.length;
  const width = count === 0 ? 1 : column.byteLength / count;
  for (let place = 0; place < width; place++)
    for (let index = 0; index < count; index++) {
      const here = index * width + place;
      const there = place * count + index;
      if (forth) turned[there] = plain[here] as number;
      else plain[here] = turned[there] as number;
    }
}
