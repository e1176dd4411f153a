import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type ArchiveFile, spanOf } from "./catalogue.ts";
import { DRAFT, makeDurable } from "./durable-file.ts";
import { CONTENT, literal, OPTIONS, orderOf, READ, WRITTEN } from "./parquet-columns.ts";
import { sealedName } from "./part-seal.ts";
import { readFile } from "./read-file.ts";

/** What is to be written as one file of an hour. */
export interface Part {
  /** Start of the hour, milliseconds since 1970. */
  readonly hour: number;
  /** SQL of the observations (with the columns of the table). */
  readonly relation: string;
  /** Files of the same hour: what they have already is not written again. */
  readonly beside: readonly ArchiveFile[];
  /** Rows of the whole hour, about. */
  readonly perHour: number;
  /** What its name is made of, where the same may be written again and is to take the place of the first. */
  readonly own?: string;
}

/**
 * Writes observations as a durable Parquet file and reads it again; what was said twice, word for word, is written
 * once (with the lowest number). Undefined where nothing is left to write. Rejects where it cannot be written, and
 * leaves nothing then.
 */
export async function sealPart(
  connection: DuckDBConnection,
  archive: ArchiveFolder,
  { hour, relation, beside, perHour, own }: Part,
  root = archive.path,
): Promise<ArchiveFile | undefined> {
  let from = relation;
  if (await hasTwice(connection, relation))
    from = `(SELECT * FROM ${from} QUALIFY row_number() OVER (PARTITION BY ${CONTENT.join(", ")} ORDER BY number) = 1)`;
  if (beside.length > 0) from = without(from, archive, beside);
  const name = await archive.newPart(hour, root, own);
  const draft = join(root, name) + DRAFT;
  try {
    await connection.run(
      `COPY (SELECT ${WRITTEN} FROM ${from} ORDER BY ${orderOf(perHour)}) TO ${literal(draft)} (${OPTIONS})`,
    );
    const path = await sealedName(name, draft);
    const file = await readFile(connection, archive, path, draft);
    if (spanOf(file).rows === 0) {
      await rm(draft, { force: true });
      return undefined;
    }
    await makeDurable(draft, join(root, path));
    return { ...file, bytes: root === archive.path ? await archive.bytesOf(path) : 0 };
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Whether any two rows may be the same; that is rare, and finding out is ten times cheaper than leaving them out. */
export async function hasTwice(connection: DuckDBConnection, relation: string): Promise<boolean> {
  const read = await connection.runAndReadAll(
    `SELECT 1 FROM ${relation} GROUP BY hash(id, observed_at, said) HAVING count(*) > 1 LIMIT 1`,
  );
  return read.currentRowCount > 0;
}

/** The relation without what stands in these files, word for word; `only` is a condition on what to look at there. */
export function without(
  relation: string,
  archive: ArchiveFolder,
  files: readonly ArchiveFile[],
  only = "",
): string {
  const paths = files.map(({ path }) => literal(join(archive.path, path))).join(", ");
  const same = CONTENT.map((name) => `o.${name} IS NOT DISTINCT FROM s.${name}`).join(" AND ");
  return `(SELECT * FROM (SELECT * REPLACE (kind::VARCHAR AS kind, provenance::VARCHAR AS provenance) FROM ${relation}) o
    WHERE NOT EXISTS (SELECT 1 FROM
      (SELECT ${READ} FROM read_parquet([${paths}], hive_partitioning = false) ${only}) s WHERE ${same}))`;
}
