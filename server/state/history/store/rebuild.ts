import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Problem, problem } from "../../../../shared/problem.ts";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type ArchiveFile, type Catalogue, spanOf } from "./catalogue.ts";
import { Damaged } from "./database.ts";
import { isOfFile } from "./file-fault.ts";
import { instant } from "./instant.ts";
import { observationsIn } from "./observations-in.ts";
import { filesRelation, literal } from "./parquet-columns.ts";
import { isWhole } from "./part-seal.ts";
import { readFile } from "./read-file.ts";

const HOUR = 3_600_000;

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
  const gone = await missing(scene, there);
  const hours = new Set(gone.map(({ hour }) => hour));
  const known = new Set(catalogue.files.map(({ path }) => path));
  const unknown = await readAll(
    scene,
    [...there].filter((path) => !known.has(path)),
  );
  if (!scene.fresh) await mustKnow(connection, [...catalogue.files, ...unknown]);
  for (const file of unknown) if (await adopt(scene, file)) hours.add(file.hour);
  for (const file of gone) await noteMissing(scene, file);
  // In a new database each file brings its own counts.
  if (!scene.fresh) for (const hour of hours) await countAnew(scene, hour);
}

/**
 * A database that lost its end knows less than the archive: what it had of hours that are not sealed would be passed
 * over.
 */
async function mustKnow(
  connection: DuckDBConnection,
  files: readonly ArchiveFile[],
): Promise<void> {
  const mark = (await connection.runAndReadAll("SELECT watermark FROM mark")).getRows();
  const known = Number(mark[0]?.[0]);
  const sealed = files.reduce((last, file) => Math.max(last, spanOf(file).lastNumber), 0);
  if (sealed > known)
    throw new Damaged(`it ends with observation ${known}, and the archive has ${sealed}`);
}

/** Files as they tell of themselves: of each hour the largest first, as what was put together has all of its parts. */
async function readAll(scene: Scene, paths: readonly string[]): Promise<readonly ArchiveFile[]> {
  const { archive, connection } = scene;
  const files: ArchiveFile[] = [];
  for (const path of paths) {
    try {
      if ((await isWhole(join(archive.path, path))) === false)
        throw new Error("its bytes have changed");
      const bytes = await archive.bytesOf(path);
      files.push({ ...(await readFile(connection, archive, path)), bytes });
    } catch (error) {
      // What has its cause elsewhere may be over when the thread begins again.
      if (!isOfFile(error)) throw error;
      await putAside(scene, path, error);
    }
  }
  return files.sort((a, b) => a.hour - b.hour || spanOf(b).rows - spanOf(a).rows);
}

/** Takes files that are gone out of the catalogue, and tells which. */
async function missing(scene: Scene, there: ReadonlySet<string>): Promise<readonly ArchiveFile[]> {
  const { catalogue, connection } = scene;
  const removed = catalogue.files.filter(({ path }) => !there.has(path));
  if (removed.length === 0) return removed;
  const commit = await catalogue.write(connection, { added: [], removed });
  commit();
  await connection.run("DELETE FROM doomed");
  return removed;
}

/** What a file had that is gone is lost, unless others have it: those it was put together into before a crash. */
async function noteMissing(scene: Scene, file: ArchiveFile): Promise<void> {
  const { archive, catalogue, connection, note } = scene;
  const { rows, firstNumber, lastNumber } = spanOf(file);
  const window = { from: file.hour, to: file.hour + HOUR - 1, after: firstNumber - 1 };
  const read = await connection.runAndReadAll(
    `SELECT count(*) FROM ${observationsIn(archive.path, catalogue.files, window)} WHERE number <= ${lastNumber}`,
  );
  const lost = rows - Number(read.getRows()[0]?.[0]);
  if (lost <= 0) return;
  note(
    problem(
      "history/missing-file",
      `history: ${lost} observations are missing: ${file.path} is not in the archive any more.`,
      "Put the file back and start again.",
    ),
  );
}

/** Takes in a file that the catalogue does not know, but for one whose observations are known already. */
async function adopt(scene: Scene, file: ArchiveFile): Promise<boolean> {
  const { archive, catalogue, connection, fresh } = scene;
  const own = await ownRows(scene, file);
  if (own === 0) {
    await archive.remove(file.path, null);
    return false;
  }
  const path = join(archive.path, file.path);
  await connection.run("BEGIN");
  const commit = await catalogue.write(connection, { added: [file], removed: [] });
  await connection.run(
    `DELETE FROM observation WHERE number IN (SELECT number FROM read_parquet(${literal(path)}))`,
  );
  if (fresh) await count(connection, filesRelation([path]));
  await connection.run("COMMIT");
  commit();
  return true;
}

function count(connection: DuckDBConnection, relation: string) {
  return connection.run(
    `INSERT INTO minute SELECT date_trunc('minute', observed_at) AS minute, source, kind, count(*), 0
     FROM ${relation} GROUP BY minute, source, kind`,
  );
}

/** Counts what was accepted in each minute of an hour; of refusals nothing is known but their counts. */
async function countAnew({ archive, catalogue, connection }: Scene, hour: number): Promise<void> {
  const window = { from: hour, to: hour + HOUR - 1 };
  const within = `minute >= ${instant(hour)} AND minute < ${instant(hour + HOUR)}`;
  await connection.run("BEGIN");
  await connection.run(`DELETE FROM minute WHERE kind <> '' AND ${within}`);
  await count(connection, observationsIn(archive.path, catalogue.files, window));
  await connection.run("COMMIT");
}

/**
 * How many of its observations stand in no other file. What stands in the table too leaves that: the journal may have
 * been told to forget it.
 */
async function ownRows({ archive, catalogue, connection }: Scene, file: ArchiveFile) {
  const span = spanOf(file);
  const others = catalogue.files.filter((other) => {
    const its = spanOf(other);
    return other.hour === file.hour && its.lastNumber >= span.firstNumber;
  });
  if (others.length === 0) return span.rows;
  const held = others
    .map(({ path }) => `SELECT number FROM read_parquet(${literal(join(archive.path, path))})`)
    .join(" UNION ALL ");
  const read = await connection.runAndReadAll(
    `SELECT count(*) FROM read_parquet(${literal(join(archive.path, file.path))})
     WHERE number NOT IN (${held})`,
  );
  return Number(read.getRows()[0]?.[0]);
}

async function putAside({ archive, note }: Scene, path: string, error: unknown): Promise<void> {
  await archive.putAside(path);
  const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  note(
    problem(
      "history/unreadable-file",
      `history: ${path} in the archive cannot be read (${why}); it is put aside as ${path}.unreadable.`,
      "Its observations are missing. Put a whole copy of it in its place and start again.",
    ),
  );
}
