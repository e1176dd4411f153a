import type { DuckDBConnection } from "@duckdb/node-api";
import type { ArchiveFolder } from "./archive-folder.ts";
import type { InTurn } from "./in-turn.ts";
import type { Looks } from "./looks.ts";

interface Waiting {
  readonly path: string;
  readonly movedTo: string | null;
  /** Looks that were opened before this number may still read it. */
  readonly after: number;
}

interface Options {
  readonly archive: ArchiveFolder;
  readonly connection: DuckDBConnection;
  readonly turn: InTurn;
  readonly looks: Looks;
}

/**
 * Files that the archive has no more, until nobody looks at them. The table `doomed` remembers them through a crash:
 * those that it has at a start are removed before anything is looked at.
 */
export class Doomed {
  readonly #options: Options;
  #waiting: Waiting[] = [];
  #removing: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Dooms files whose going is committed. */
  add(paths: readonly string[], movedTo: string | null = null): void {
    const after = this.#options.looks.next;
    for (const path of paths) this.#waiting.push({ path, movedTo, after });
    this.tidy();
  }

  /** Removes those that no open look can read. */
  tidy(): void {
    const { oldest } = this.#options.looks;
    const free = this.#waiting.filter(({ after }) => after < oldest);
    if (free.length === 0) return;
    this.#waiting = this.#waiting.filter((waiting) => !free.includes(waiting));
    this.#removing = this.#removing.then(() => this.#remove(free));
  }

  /** Resolves when nothing is being removed. */
  async settled(): Promise<void> {
    await this.#removing;
  }

  async #remove(files: readonly Waiting[]): Promise<void> {
    const { archive, connection, turn } = this.#options;
    for (const { path, movedTo } of files) {
      try {
        await archive.remove(path, movedTo);
        await turn.run(() => connection.run("DELETE FROM doomed WHERE path = ?", [path]));
      } catch {
        // It stands in the table: the next start removes it.
      }
    }
  }
}
