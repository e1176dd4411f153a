import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type Catalogue, spanOf } from "./catalogue.ts";
import { literal } from "./parquet-columns.ts";

/**
 * Takes rows out of the table that are in the archive too, and out of the minutes' counts: after a database was
 * built anew, what the journal still had of sealed hours. In a transaction.
 */
export async function leaveOutSealed(
  connection: DuckDBConnection,
  archive: ArchiveFolder,
  catalogue: Catalogue,
): Promise<void> {
  const read = await connection.runAndReadAll("SELECT min(number) FROM observation");
  const lowest = read.getRows()[0]?.[0];
  if (lowest == null) return;
  const paths = catalogue.files
    .filter((file) => spanOf(file).lastNumber >= Number(lowest))
    .map(({ path }) => literal(join(archive.path, path)));
  if (paths.length === 0) return;
  const sealed = `number IN (SELECT number FROM read_parquet([${paths.join(", ")}], hive_partitioning = false))`;
  await connection.run(
    `INSERT INTO minute SELECT date_trunc('minute', observed_at) AS minute, source, kind::VARCHAR, -count(*), 0
     FROM observation WHERE ${sealed} GROUP BY ALL`,
  );
  await connection.run(`DELETE FROM observation WHERE ${sealed}`);
}
