import type { DuckDBConnection } from "@duckdb/node-api";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type Catalogue, spanOf } from "./catalogue.ts";
import { instant } from "./instant.ts";
import { CONTENT } from "./parquet-columns.ts";
import { without } from "./seal-part.ts";
import type { Suspects } from "./suspicion.ts";

/** A row that was taken out again. */
export interface LeftOut {
  /** Milliseconds since 1970. */
  readonly observedAt: number;
  readonly source: string;
  readonly kind: string;
}

const SAME = CONTENT.map((name) => `a.${name} IS NOT DISTINCT FROM b.${name}`).join(" AND ");

/**
 * Takes rows out of the table that were said before, word for word, whether that is in the table or in the archive:
 * a sender that was not answered says all again. In a transaction.
 */
export async function leaveOutTwice(
  connection: DuckDBConnection,
  archive: ArchiveFolder,
  catalogue: Catalogue,
  { firstNumber, lastNumber, firstAt, lastAt }: Suspects,
): Promise<readonly LeftOut[]> {
  const then = `observed_at >= ${instant(firstAt)} AND observed_at <= ${instant(lastAt)}`;
  const where = `number >= ${firstNumber} AND number <= ${lastNumber} AND ${then}`;
  const own = `(SELECT * FROM observation WHERE ${where})`;
  const remove = async (which: string) => {
    const read = await connection.runAndReadAll(
      `DELETE FROM observation WHERE number IN (${which})
       RETURNING epoch_ms(observed_at), source, kind::VARCHAR`,
    );
    return read.getRows().map(([at, source, kind]) => ({
      ...{ observedAt: Number(at), source: String(source), kind: String(kind) },
    }));
  };
  const inTable = await remove(
    `SELECT a.number FROM ${own} a
     SEMI JOIN (SELECT * FROM observation WHERE ${then}) b ON b.number < a.number AND ${SAME}`,
  );
  const files = catalogue.files.filter((file) => {
    const span = spanOf(file);
    return span.lastAt >= firstAt && span.firstAt <= lastAt;
  });
  if (files.length === 0) return inTable;
  // A file is sorted by time and entity: few of its rows are read for few of these.
  const near = `WHERE ${then} AND id IN (SELECT id FROM ${own})`;
  const fresh = without(own, archive, files, near);
  const inArchive = await remove(
    `SELECT number FROM observation WHERE ${where} AND number NOT IN (SELECT number FROM ${fresh})`,
  );
  return [...inTable, ...inArchive];
}
