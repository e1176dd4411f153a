import type { Stats } from "node:fs";
import { open, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** A file that may be given away. */
export interface ServedFile {
  /** The folder it is in, without links. */
  readonly root: string;
  /** Its path in there, without links. */
  readonly path: string;
  readonly stat: Stats;
  /** Whether its bytes are gzip whatever its name says, as some tile makers write them. */
  readonly gzipped: boolean;
}

const NOT_THERE = new Set([
  "ENOENT",
  "ENOTDIR",
  "ELOOP",
  "ENAMETOOLONG",
  "EACCES",
  "EPERM",
  "EISDIR",
]);

/** A folder whose files are given away, and nothing outside it, whatever a path or a link says. */
export class ServedFolder {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** Rejects where there is no such folder. */
  static async open(path: string): Promise<ServedFolder> {
    return new ServedFolder(await realpath(path));
  }

  /** The file of a path's decoded segments; undefined where there is none that may be given away. */
  async find(segments: readonly string[]): Promise<ServedFile | undefined> {
    if (segments.length === 0 || !segments.every(isPlainName)) return undefined;
    try {
      const full = await realpath(join(this.root, ...segments));
      if (!full.startsWith(this.root + sep)) return undefined;
      const found = await stat(full);
      if (!found.isFile()) return undefined;
      const path = relative(this.root, full);
      return { root: this.root, path, stat: found, gzipped: await startsAsGzip(full) };
    } catch (error) {
      if (NOT_THERE.has((error as NodeJS.ErrnoException).code ?? "")) return undefined;
      throw error;
    }
  }
}

/** A name of one file or folder: nothing hidden, no way up, no second path inside it. */
function isPlainName(segment: string): boolean {
  return segment !== "" && !segment.startsWith(".") && !/[/\\\0]/.test(segment);
}

async function startsAsGzip(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const head = new Uint8Array(2);
    const { bytesRead } = await file.read(head, 0, 2, 0);
    return bytesRead === 2 && head[0] === 0x1f && head[1] === 0x8b;
  } finally {
    await file.close();
  }
}
