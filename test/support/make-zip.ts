import { crc32, deflateRawSync } from "node:zlib";

/** A file in a zip; what is named apart from its content may be a lie. */
export interface ZipPart {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly stored?: boolean;
  /** Unix mode, as `0o120777` for a link. */
  readonly mode?: number;
  readonly encrypted?: boolean;
  readonly method?: number;
  readonly size?: number;
  readonly crc?: number;
  /** In place of the compressed content. */
  readonly packed?: Uint8Array;
  /** Flag that the name is UTF-8; set unless said. */
  readonly utf8?: boolean;
}

/** A zip with these files, true or not, with 64-bit fields where asked. */
export function makeZip(parts: readonly ZipPart[], zip64 = false): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const entry = entryOf(part);
    const local = Buffer.concat([
      numbers([4, 0x04034b50], [2, 20], [2, entry.flags], [2, entry.method], [4, 0]),
      numbers([4, entry.crc], [4, entry.packed.length], [4, entry.size]),
      numbers([2, entry.name.length], [2, 0]),
      entry.name,
      entry.packed,
    ]);
    directory.push(central(entry, offset, zip64));
    bodies.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...bodies, list, ...endOf(parts.length, list.length, offset, zip64)]);
}

function entryOf(part: ZipPart) {
  const content = Buffer.from(part.content ?? "");
  return {
    name: Buffer.from(part.name),
    flags: (part.utf8 === false ? 0 : 0x800) | (part.encrypted ? 1 : 0),
    method: part.method ?? (part.stored ? 0 : 8),
    packed: Buffer.from(part.packed ?? (part.stored ? content : deflateRawSync(content))),
    size: part.size ?? content.length,
    crc: part.crc ?? crc32(content),
    mode: part.mode ?? 0o100644,
  };
}

function central(entry: ReturnType<typeof entryOf>, offset: number, zip64: boolean): Buffer {
  const { packed, size } = entry;
  const big = numbers([2, 1], [2, 24], [8, size], [8, packed.length], [8, offset]);
  const extra = zip64 ? big : Buffer.alloc(0);
  const told = (value: number) => (zip64 ? 0xffffffff : value);
  return Buffer.concat([
    numbers([4, 0x02014b50], [2, 0x031e], [2, 45], [2, entry.flags], [2, entry.method], [4, 0]),
    numbers([4, entry.crc], [4, told(packed.length)], [4, told(size)]),
    numbers([2, entry.name.length], [2, extra.length], [2, 0], [2, 0], [2, 0]),
    numbers([4, entry.mode * 0x10000], [4, told(offset)]),
    entry.name,
    extra,
  ]);
}

function endOf(count: number, size: number, offset: number, zip64: boolean): Buffer[] {
  const end = numbers(
    ...([
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, zip64 ? 0xffff : count],
    ] as const),
    ...([
      [2, zip64 ? 0xffff : count],
      [4, size],
      [4, zip64 ? 0xffffffff : offset],
    ] as const),
    [2, 0],
  );
  if (!zip64) return [end];
  return [
    numbers([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0]),
    numbers([8, count], [8, count], [8, size], [8, offset]),
    numbers([4, 0x07064b50], [4, 0], [8, offset + size], [4, 1]),
    end,
  ];
}

/** Little-endian numbers of so many bytes each. */
function numbers(...fields: readonly (readonly [bytes: number, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(8);
      field.writeBigUInt64LE(BigInt(value));
      return field.subarray(0, bytes);
    }),
  );
}
