import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ArchiveFolder } from "./archive-folder.ts";
import type { ArchiveFile } from "./catalogue.ts";
import { literal } from "./parquet-columns.ts";

/** What a Parquet file has, read from itself. Rejects where it cannot be read. */
export async function readFile(
  connection: DuckDBConnection,
  archive: ArchiveFolder,
  path: string,
  draft = join(archive.path, path),
): Promise<ArchiveFile> {
  const read = await connection.runAndReadAll(
    `SELECT kind, source, count(*), min(number), max(number), epoch_ms(min(observed_at)), epoch_ms(max(observed_at)),
       count(exact) > 0, count(readings) > 0
     FROM read_parquet(${literal(draft)}, hive_partitioning = false) GROUP BY kind, source ORDER BY kind, source`,
  );
  const shares = read.getRows().map(([kind, source, ...numbers]) => {
    const [rows, firstNumber, lastNumber, firstAt, lastAt, exact, readings] = numbers.map(Number);
    return {
      ...{ kind: String(kind), source: String(source), rows: rows as number },
      ...{ firstNumber: firstNumber as number, lastNumber: lastNumber as number },
      ...{ firstAt: firstAt as number, lastAt: lastAt as number },
      ...{ exact: exact !== 0, readings: readings !== 0 },
    };
  });
  return { path, hour: archive.hourOf(path), bytes: 0, shares };
}
