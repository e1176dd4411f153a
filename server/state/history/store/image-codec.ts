import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { type Problem, problem } from "../../../../shared/problem.ts";
import { MOMENTS } from "../../columns.ts";
import { IMAGE_COLUMNS, type TwinImage } from "../../twin-image.ts";
import { type Beside, PLANES, readPlanes, scaleOf, writePlanes } from "./number-planes.ts";

/** "MTI2": the image of a twin, second layout. */
const MAGIC = 0x3249544d;
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
type Maker = (typeof MAKERS)[keyof typeof MAKERS];

interface Head {
  readonly texts: readonly (readonly (string | null)[])[];
  readonly columns: readonly ColumnHead[];
}

interface ColumnHead {
  readonly type: keyof typeof MAKERS;
  readonly length: number;
  /** Where its numbers are whole ones in this scale, and stand as such. */
  readonly scale?: number;
}

/**
 * An image of a twin as bytes: a JSON head with its texts, then its columns, all compressed. Numbers with few decimals
 * stand as whole ones, and moments as differences to each other: that is half of what doubles take. Of those wider
 * than a byte the first bytes of all stand together, then the second ones: they are much alike, and compress.
 */
export function encodeImage(image: TwinImage): Uint8Array {
  const heads = TYPED.map((name): ColumnHead => {
    const column = image[name];
    const type = column.constructor.name as keyof typeof MAKERS;
    const scale = column instanceof Float64Array ? scaleOf(column) : undefined;
    return { type, length: column.length, ...(scale === undefined ? {} : { scale }) };
  });
  const head: Head = {
    texts: TEXTS.map((name) => image[name].map((text) => text ?? null)),
    columns: heads,
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(heads.reduce((sum, each) => sum + sizeOf(each), 8 + text.length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, text.length, true);
  bytes.set(text, 8);
  let at = 8 + text.length;
  for (const [place, name] of TYPED.entries()) {
    const each = heads[place] as ColumnHead;
    const part = bytes.subarray(at, at + sizeOf(each));
    if (each.scale === undefined) turn(image[name], part, true);
    else writePlanes(image[name] as Float64Array, each.scale, besideOf(place, heads, image), part);
    at += part.length;
  }
  const params = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 };
  return zstdCompressSync(bytes, { params });
}

function sizeOf({ type, length, scale }: ColumnHead): number {
  return length * (scale === undefined ? MAKERS[type].BYTES_PER_ELEMENT : PLANES);
}

/** The column that one is mostly equal to, which stands before it. */
const ALIKE: Partial<Record<(typeof TYPED)[number], (typeof TYPED)[number]>> = {
  ...{ motionAt: "positionAt", kindAt: "positionAt", nameAt: "positionAt" },
  ...{ sourceAt: "positionAt", moments: "sourceAt", receivedAt: "sourceAt" },
};

/** What the numbers of a column stand beside, where both are whole ones as they are. */
function besideOf(
  place: number,
  heads: readonly ColumnHead[],
  columns: Partial<Record<(typeof TYPED)[number], ArrayLike<number>>>,
): Beside {
  const name = TYPED[place] as (typeof TYPED)[number];
  const alike = ALIKE[name];
  if (alike === undefined) return () => 0;
  const other = columns[alike] as ArrayLike<number>;
  if (heads[place]?.scale !== 1 || heads[TYPED.indexOf(alike)]?.scale !== 1) return () => 0;
  if (name !== "moments") return (index) => other[index] as number;
  const own = columns.moments as ArrayLike<number>;
  return (index) => (index % MOMENTS === 0 ? other[index / MOMENTS] : own[index - 1]) as number;
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
  const columns: Partial<Record<(typeof TYPED)[number], InstanceType<Maker>>> = {};
  for (const [place, name] of TYPED.entries()) {
    const each = head.columns[place] as ColumnHead;
    const column = new MAKERS[each.type](each.length);
    columns[name] = column;
    const part = bytes.subarray(at, at + sizeOf(each));
    if (part.length < sizeOf(each)) throw new Error("it is cut off");
    if (each.scale === undefined) turn(column, part, false);
    else
      readPlanes(part, each.scale, besideOf(place, head.columns, columns), column as Float64Array);
    at += part.length;
  }
  const texts = head.texts.map((list) => list.map((text) => text ?? undefined));
  return Object.fromEntries([
    ...TEXTS.map((name, index) => [name, texts[index]]),
    ...Object.entries(columns),
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
