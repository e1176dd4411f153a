import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/* The header of SQLite's write-ahead log and of each of its frames, bytes (sqlite.org/fileformat2.html#walformat). */
const HEADER = 32;
const FRAME_HEADER = 24;

/** What lies in a write-ahead log that nobody has open. */
export interface WalTail {
  /** Whole transactions. */
  readonly commits: number;
  /** Whether a transaction was begun after them and not ended. */
  readonly torn: boolean;
}

/** Looks at a write-ahead log before SQLite opens it and makes it part of the file; undefined where there is none. */
export function readWalTail(path: string): WalTail | undefined {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return undefined;
  }
  try {
    const { size } = fstatSync(file);
    const header = Buffer.alloc(HEADER);
    if (readSync(file, header, 0, HEADER, 0) < HEADER) return { commits: 0, torn: size > 0 };
    const frame = FRAME_HEADER + header.readUInt32BE(8);
    const salts = header.subarray(16, 24);
    return scan(file, size, frame, salts);
  } finally {
    closeSync(file);
  }
}

/** Frames of this log have its salts; what follows them is left from before it began again. */
function scan(file: number, size: number, frame: number, salts: Buffer): WalTail {
  const head = Buffer.alloc(FRAME_HEADER);
  let commits = 0;
  let open = false;
  let at = HEADER;
  for (; at < size; at += frame) {
    if (readSync(file, head, 0, FRAME_HEADER, at) < FRAME_HEADER) return { commits, torn: true };
    if (!head.subarray(8, 16).equals(salts)) break;
    const ends = head.readUInt32BE(4) !== 0;
    if (at + frame > size) return { commits, torn: true };
    if (ends) commits++;
    open = !ends;
  }
  return { commits, torn: open };
}
