import { rename } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Problem, problem } from "../../../../shared/problem.ts";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type ArchiveFile, type Catalogue, spanOf } from "./catalogue.ts";
import { filesRelation, literal } from "./parquet-columns.ts";
import { readFile } from "./read-file.ts";

interface Scene {
  readonly archive: ArchiveFolder;
  readonly catalogue: Catalogue;
  readonly connection: DuckDBConnection;
  /** Nothing is known of the archive but what lies there. */
  readonly fresh: boolean;
  readonly note: (note: Problem) => void;
}

/**
 * Makes catalogue and folder agree, as a start must after a crash: removes what was doomed or is a leftover, takes
 * in files that the catalogue does not know and that have something of their own, and says which files are missing.
 */
export async function rebuild(scene: Scene): Promise<void> {
  const { archive, catalogue, connection } = scene;
  const doomed = await connection.runAndReadAll("SELECT path, moved_to FROM doomed");
  for (const [path, movedTo] of doomed.getRows())
    await archive.remove(String(path), movedTo === null ? null : String(movedTo));
  await connection.run("DELETE FROM doomed");
  await catalogue.load(connection);
  const there = new Set(await archive.list());
  await missing(scene, there);
  const known = new Set(catalogue.files.map(({ path }) => path));
  for (const path of there) if (!known.has(path)) await adopt(scene, path);
}

/** Files that are gone: their observations are lost, which is said. */
async function missing(scene: Scene, there: ReadonlySet<string>): Promise<void> {
  const { catalogue, connection, note } = scene;
  const removed = catalogue.files.filter(({ path }) => !there.has(path));
  if (removed.length === 0) return;
  const commit = await catalogue.write(connection, { added: [], removed });
  commit();
  await connection.run("DELETE FROM doomed");
  for (const file of removed) {
    const { rows } = spanOf(file);
    note(
      problem(
        "history/missing-file",
        `history: ${rows} observations are missing: ${file.path} is not in the archive any more.`,
        "Put the file back and start again.",
      ),
    );
  }
}

/** Takes in a file that the catalogue does not know, but for one whose observations are known already. */
async function adopt(scene: Scene, path: string): Promise<void> {
  const { archive, catalogue, connection } = scene;
  let file: ArchiveFile;
  try {
    file = { ...(await readFile(connection, archive, path)), bytes: await archive.bytesOf(path) };
  } catch (error) {
    return putAside(scene, path, error);
  }
  const own = await ownRows(scene, file);
  if (own === 0) return archive.remove(path, null);
  await connection.run("BEGIN");
  const commit = await catalogue.write(connection, { added: [file], removed: [] });
  await connection.run(
    `DELETE FROM observation WHERE number IN (SELECT number FROM read_parquet(${literal(
      join(archive.path, path),
    )}))`,
  );
  await connection.run(
    `INSERT INTO minute SELECT date_trunc('minute', observed_at) AS minute, source, kind, count(*), 0
     FROM ${filesRelation([join(archive.path, path)])} GROUP BY minute, source, kind`,
  );
  await connection.run("COMMIT");
  commit();
}

/** How many of its observations stand neither in the table nor in another file. */
async function ownRows({ archive, catalogue, connection, fresh }: Scene, file: ArchiveFile) {
  const span = spanOf(file);
  const others = catalogue.files.filter((other) => {
    const its = spanOf(other);
    return other.hour === file.hour && its.lastNumber >= span.firstNumber;
  });
  if (fresh && others.length === 0) return span.rows;
  const held = [
    "SELECT number FROM observation",
    ...others.map(
      ({ path }) => `SELECT number FROM read_parquet(${literal(join(archive.path, path))})`,
    ),
  ].join(" UNION ALL ");
  const read = await connection.runAndReadAll(
    `SELECT count(*) FROM read_parquet(${literal(join(archive.path, file.path))})
     WHERE number NOT IN (${held})`,
  );
  return Number(read.getRows()[0]?.[0]);
}

async function putAside({ archive, note }: Scene, path: string, error: unknown): Promise<void> {
  const from = join(archive.path, path);
  await rename(from, `${from}.unreadable`);
  const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  note(
    problem(
      "history/unreadable-file",
      `history: ${path} in the archive cannot be read (${why}); it is put aside as ${path}.unreadable.`,
      "Its observations are missing. Put a whole copy of it in its place and start again.",
    ),
  );
}
