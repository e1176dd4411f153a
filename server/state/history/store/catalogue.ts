import type { DuckDBConnection } from "@duckdb/node-api";
import { instant } from "./instant.ts";

/** What a file of the archive has of a kind and source. Times are milliseconds since 1970. */
export interface Share {
  readonly kind: string;
  readonly source: string;
  readonly rows: number;
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Whether a row has anything in `exact`, or in `readings`: a column without anything need not be read. */
  readonly exact: boolean;
  readonly readings: boolean;
}

/** A file of the archive. */
export interface ArchiveFile {
  /** In the folder of the archive. */
  readonly path: string;
  /** Start of its hour, milliseconds since 1970. */
  readonly hour: number;
  readonly bytes: number;
  readonly shares: readonly Share[];
}

/** A change of the archive: files that come, and paths that go (`movedTo`: out of the archive, not deleted). */
export interface ArchiveChange {
  readonly added: readonly ArchiveFile[];
  readonly removed: readonly ArchiveFile[];
  readonly movedTo?: string;
}

/**
 * Which files the archive has. It is known in memory for each state that some look may still be at, so that a
 * look need not read it.
 */
export class Catalogue {
  #version = 0;
  readonly #states = new Map<number, readonly ArchiveFile[]>();
  /** For each look that is open the version that it may find at least. */
  readonly #held = new Set<{ readonly version: number }>();

  /** Reads it from the database. */
  async load(connection: DuckDBConnection): Promise<void> {
    const mark = (await connection.runAndReadAll("SELECT version FROM mark")).getRows();
    this.#version = Number(mark[0]?.[0] ?? 0);
    const read = await connection.runAndReadAll(
      `SELECT path, epoch_ms(hour), bytes, kind, source, rows, first_number, last_number, epoch_ms(first_at),
         epoch_ms(last_at), exact, readings FROM file ORDER BY hour, path`,
    );
    const files = new Map<string, ArchiveFile & { shares: Share[] }>();
    for (const [path, hour, bytes, kind, source, ...numbers] of read.getRows()) {
      const [rows, firstNumber, lastNumber, firstAt, lastAt, exact, readings] = numbers.map(Number);
      let file = files.get(String(path));
      if (file === undefined) {
        file = { path: String(path), hour: Number(hour), bytes: Number(bytes), shares: [] };
        files.set(file.path, file);
      }
      file.shares.push({
        ...{ kind: String(kind), source: String(source), rows: rows as number },
        ...{ firstNumber: firstNumber as number, lastNumber: lastNumber as number },
        ...{ firstAt: firstAt as number, lastAt: lastAt as number },
        ...{ exact: exact !== 0, readings: readings !== 0 },
      });
    }
    this.#states.clear();
    this.#states.set(this.#version, [...files.values()]);
  }

  /** The files now. */
  get files(): readonly ArchiveFile[] {
    return this.at(this.#version);
  }

  /** The files of a version that a look found. */
  at(version: number): readonly ArchiveFile[] {
    const files = this.#states.get(version);
    if (files === undefined) throw new Error(`catalogue: version ${version} is not known any more`);
    return files;
  }

  /** States from now on stay known until the returned function is called. */
  hold(): () => void {
    const held = { version: this.#version };
    this.#held.add(held);
    return () => {
      this.#held.delete(held);
    };
  }

  /** Writes a change in an open transaction; call what it gives when that is committed. */
  async write(connection: DuckDBConnection, change: ArchiveChange): Promise<() => void> {
    const gone = new Set(change.removed.map(({ path }) => path));
    for (const { path } of change.removed) {
      await connection.run("DELETE FROM file WHERE path = ?", [path]);
      await connection.run("INSERT INTO doomed VALUES (?, ?)", [path, change.movedTo ?? null]);
    }
    for (const file of change.added) await insert(connection, file);
    const version = this.#version + 1;
    await connection.run(`UPDATE mark SET version = ${version}`);
    const files = [...this.files.filter(({ path }) => !gone.has(path)), ...change.added];
    files.sort((a, b) => a.hour - b.hour || (a.path < b.path ? -1 : 1));
    // A look that begins after the commit and before we know of it must find its version.
    this.#states.set(version, files);
    return () => {
      this.#version = version;
      this.#forget();
    };
  }

  /** Forgets states that no look is at any more: each is a list of all files. */
  #forget(): void {
    let oldest = this.#version;
    for (const { version } of this.#held) oldest = Math.min(oldest, version);
    for (const version of this.#states.keys()) if (version < oldest) this.#states.delete(version);
  }
}

async function insert(connection: DuckDBConnection, file: ArchiveFile): Promise<void> {
  for (const share of file.shares) {
    const numbers = [share.rows, file.bytes, share.firstNumber, share.lastNumber];
    await connection.run(
      `INSERT INTO file VALUES (?, ${instant(file.hour)}, ?, ?, ${numbers.join(", ")},
         ${instant(share.firstAt)}, ${instant(share.lastAt)}, ${share.exact}, ${share.readings})`,
      [file.path, share.kind, share.source],
    );
  }
}

/** Rows, the least and greatest of number and moment, and what any has, over all shares of a file. */
export type Span = Omit<Share, "kind" | "source">;
const spans = new WeakMap<ArchiveFile, Span>();

export function spanOf(file: ArchiveFile): Span {
  const known = spans.get(file);
  if (known !== undefined) return known;
  const span = measure(file);
  spans.set(file, span);
  return span;
}

function measure(file: ArchiveFile): Span {
  let rows = 0;
  let firstNumber = Number.POSITIVE_INFINITY;
  let lastNumber = 0;
  let firstAt = Number.POSITIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  let exact = false;
  let readings = false;
  for (const share of file.shares) {
    rows += share.rows;
    firstNumber = Math.min(firstNumber, share.firstNumber);
    lastNumber = Math.max(lastNumber, share.lastNumber);
    firstAt = Math.min(firstAt, share.firstAt);
    lastAt = Math.max(lastAt, share.lastAt);
    exact ||= share.exact;
    readings ||= share.readings;
  }
  return { rows, firstNumber, lastNumber, firstAt, lastAt, exact, readings };
}
