import { posix } from "node:path";
import { Readable } from "node:stream";
import type { InputFile, InputKind, StoredFile } from "../../tilesets/read/input-file.ts";

/** A city's file that is not on disk. */
export interface MemoryInput {
  readonly name: string;
  readonly kind: InputKind;
  readonly content: string | Uint8Array;
  /** Of the pieces that it is read in. */
  readonly chunk?: number;
  /** Files beside it, by their relative paths. */
  readonly siblings?: Readonly<Record<string, string>>;
}

export function memoryInput({ kind, siblings = {}, ...stored }: MemoryInput): InputFile {
  return {
    ...memoryFile(stored),
    kind,
    package: { path: "memory", about: async () => ({ sources: [] }) },
    sibling: async (relative) => {
      const content = siblings[relative];
      return content === undefined ? undefined : memoryFile({ name: relative, content });
    },
  };
}

function memoryFile({ name, content, chunk = 65_536 }: Omit<MemoryInput, "kind">): StoredFile {
  const bytes = Buffer.from(content);
  return {
    path: posix.join("memory", name),
    name: posix.basename(name),
    bytes: bytes.length,
    open(advance) {
      return Readable.from(pieces(bytes, chunk, advance));
    },
    read: async (from, to) => bytes.subarray(from, to),
    readAll: async () => bytes,
    sibling: async () => undefined,
  };
}

function* pieces(
  bytes: Buffer,
  size: number,
  advance?: (bytes: number) => void,
): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    advance?.(piece.length);
    yield piece;
  }
}
