import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Problem, problem } from "../../../../shared/problem.ts";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type ArchiveFile, type Catalogue, spanOf } from "./catalogue.ts";
import type { InTurn } from "./in-turn.ts";
import { isWhole } from "./part-seal.ts";

/** Bytes that are read at a time to find out whether they have changed. */
const AT_ONCE = 32 * 1024 ** 2;

interface Options {
  readonly archive: ArchiveFolder;
  readonly catalogue: Catalogue;
  readonly connection: DuckDBConnection;
  readonly turn: InTurn;
  readonly note: (note: Problem) => void;
}

/**
 * Looks whether the files of the archive are still what was written, the newest first and all of them again and again.
 * One that is not is put aside, so that what it had is missing and said to be, and never told wrong.
 */
export class ArchiveCheck {
  readonly #options: Options;
  readonly #sound = new Set<string>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Looks at some more; resolves to how many were put aside. */
  async next(most = AT_ONCE): Promise<number> {
    const { files } = this.#options.catalogue;
    const due = files.filter(({ path }) => !this.#sound.has(path)).reverse();
    if (due.length === 0) this.#sound.clear();
    const some: ArchiveFile[] = [];
    for (let bytes = 0, at = 0; at < due.length && bytes < most; at++) {
      const file = due[at] as ArchiveFile;
      some.push(file);
      bytes += file.bytes;
    }
    return this.of(some);
  }

  /** Looks at these; resolves to how many were put aside. */
  async of(files: readonly ArchiveFile[]): Promise<number> {
    let aside = 0;
    for (const file of files) {
      if (await this.#isSound(file)) this.#sound.add(file.path);
      else if (await this.#putAside(file)) aside++;
    }
    return aside;
  }

  async #isSound({ path, bytes }: ArchiveFile): Promise<boolean> {
    const { archive } = this.#options;
    try {
      return (
        (await archive.bytesOf(path)) === bytes &&
        (await isWhole(join(archive.path, path))) !== false
      );
    } catch {
      return false;
    }
  }

  async #putAside(file: ArchiveFile): Promise<boolean> {
    const { archive, catalogue, connection, note, turn } = this.#options;
    return turn.run(async () => {
      // It may have gone its way meanwhile.
      if (!catalogue.files.includes(file)) return false;
      await connection.run("BEGIN");
      try {
        const commit = await catalogue.write(connection, { added: [], removed: [file] });
        await connection.run("DELETE FROM doomed WHERE path = ?", [file.path]);
        await connection.run("COMMIT");
        commit();
      } catch (error) {
        await connection.run("ROLLBACK").catch(() => undefined);
        throw error;
      }
      const isAside = await archive.putAside(file.path).then(
        () => true,
        () => false,
      );
      note(damaged(file, isAside));
      return true;
    });
  }
}

function damaged(file: ArchiveFile, isAside: boolean): Problem {
  const { rows } = spanOf(file);
  const whereabouts = isAside
    ? `was put aside as ${file.path}.unreadable`
    : "is passed over; it could not be put aside";
  return problem(
    "history/unreadable-file",
    `history: ${rows} observations are missing: ${file.path} in the archive is damaged and ${whereabouts}.`,
    "Look at the disk. Put a whole copy of the file in its place and start again.",
  );
}
