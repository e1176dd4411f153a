import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Problem, problem } from "../../../../shared/problem.ts";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type ArchiveFile, type Catalogue, spanOf } from "./catalogue.ts";
import { isOfFile } from "./file-fault.ts";
import { InTurn } from "./in-turn.ts";
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
  /** Those of this round. */
  readonly #looked = new Set<string>();
  /** Of questions that failed one has its files looked at, the others wait: the thread has other work. */
  readonly #ofQuestions = new InTurn();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Looks at some more, and puts aside those that have changed. */
  async next(most = AT_ONCE): Promise<void> {
    const { files } = this.#options.catalogue;
    const due = files.filter(({ path }) => !this.#looked.has(path)).reverse();
    if (due.length === 0) this.#looked.clear();
    const some: ArchiveFile[] = [];
    for (let bytes = 0, at = 0; at < due.length && bytes < most; at++) {
      const file = due[at] as ArchiveFile;
      some.push(file);
      bytes += file.bytes;
    }
    await this.#look(some);
  }

  /** Looks at what a question read, until `signal` gives up; resolves to whether nothing was found to be missing. */
  areWhole(files: readonly ArchiveFile[], signal: AbortSignal): Promise<boolean> {
    return this.#ofQuestions.run(() => this.#look(files, signal));
  }

  async #look(files: readonly ArchiveFile[], signal?: AbortSignal): Promise<boolean> {
    let whole = true;
    for (const file of files) {
      if (signal?.aborted) break;
      // One that could not be looked at has its turn with all of them again.
      if ((await this.#isSound(file)) !== false) this.#looked.add(file.path);
      else {
        await this.#putAside(file);
        whole = false;
      }
    }
    return whole;
  }

  /** Undefined where that could not be found out. */
  async #isSound({ path, bytes }: ArchiveFile): Promise<boolean | undefined> {
    const { archive } = this.#options;
    try {
      return (
        (await archive.bytesOf(path)) === bytes &&
        (await isWhole(join(archive.path, path))) !== false
      );
    } catch (error) {
      return isOfFile(error) ? false : undefined;
    }
  }

  async #putAside(file: ArchiveFile): Promise<void> {
    const { archive, catalogue, connection, note, turn } = this.#options;
    return turn.run(async () => {
      // It may have gone its way meanwhile.
      if (!catalogue.files.includes(file)) return;
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
