import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type Catalogue, spanOf } from "./catalogue.ts";
import { instant } from "./instant.ts";
import { CONTENT, literal } from "./parquet-columns.ts";
import { hasTwice, without } from "./seal-part.ts";

const HOUR = 3_600_000;

/**
 * Takes rows out of the table that were said before, and out of the minutes' counts: after a database was built anew,
 * what the journal still had of sealed hours, and what was said twice. In a transaction.
 */
export async function leaveOutSealed(
  connection: DuckDBConnection,
  archive: ArchiveFolder,
  catalogue: Catalogue,
): Promise<void> {
  const remove = async (where: string) => {
    await connection.run(
      `INSERT INTO minute SELECT date_trunc('minute', observed_at) AS minute, source, kind::VARCHAR, -count(*), 0
       FROM observation WHERE ${where} GROUP BY ALL`,
    );
    await connection.run(`DELETE FROM observation WHERE ${where}`);
  };
  const read = await connection.runAndReadAll("SELECT min(number) FROM observation");
  const lowest = read.getRows()[0]?.[0];
  if (lowest == null) return;
  const paths = catalogue.files
    .filter((file) => spanOf(file).lastNumber >= Number(lowest))
    .map(({ path }) => literal(join(archive.path, path)));
  if (paths.length > 0)
    await remove(
      `number IN (SELECT number FROM read_parquet([${paths.join(", ")}], hive_partitioning = false))`,
    );
  if (await hasTwice(connection, "observation"))
    await remove(
      `number IN (SELECT number FROM observation
       QUALIFY row_number() OVER (PARTITION BY ${CONTENT.join(", ")} ORDER BY number) > 1)`,
    );
  const hours = await connection.runAndReadAll(
    "SELECT DISTINCT epoch_ms(date_trunc('hour', observed_at)) FROM observation",
  );
  for (const [value] of hours.getRows()) {
    const hour = Number(value);
    const files = catalogue.files.filter((file) => file.hour === hour);
    if (files.length === 0) continue;
    const within = `observed_at >= ${instant(hour)} AND observed_at < ${instant(hour + HOUR)}`;
    const own = without(`(SELECT * FROM observation WHERE ${within})`, archive, files);
    await remove(`${within} AND number NOT IN (SELECT number FROM ${own})`);
  }
}
