import { join } from "node:path";
import { type ArchiveFile, spanOf } from "./catalogue.ts";
import { instant } from "./instant.ts";
import { literal, readOf } from "./parquet-columns.ts";

const HOT = [
  "number, id, kind::VARCHAR AS kind, source, provenance::VARCHAR AS provenance, name, observed_at",
  "received_after, said, longitude, latitude, height, heading, speed, readings",
].join(", ");

/** Of what is observed from `from` up to `to`, both with, and numbered above `after`. */
interface Window {
  readonly from: number;
  readonly to: number;
  readonly after?: number;
}

/** SQL of a relation with all observations of a window, of the table and of those files that can have any. */
export function observationsIn(
  archive: string,
  files: readonly ArchiveFile[],
  window: Window,
): string {
  const where = condition(window);
  const parts = [`SELECT ${HOT} FROM observation WHERE ${where}`];
  // Files that have the same columns to be read, together.
  const paths = new Map<string, string[]>();
  for (const file of files) {
    if (!concerns(file, window)) continue;
    const columns = readOf(spanOf(file));
    const alike = paths.get(columns) ?? [];
    paths.set(columns, alike);
    alike.push(literal(join(archive, file.path)));
  }
  for (const [columns, alike] of paths)
    parts.push(
      `SELECT ${columns} FROM read_parquet([${alike.join(", ")}], hive_partitioning = false) WHERE ${where}`,
    );
  return `(${parts.join(" UNION ALL ")})`;
}

/** Whether a file can have any of a window. */
export function concerns(file: ArchiveFile, { from, to, after = 0 }: Window): boolean {
  const span = spanOf(file);
  return span.lastAt >= from && span.firstAt <= to && span.lastNumber > after;
}

function condition({ from, to, after }: Window): string {
  const parts = [`observed_at >= ${instant(from)}`, `observed_at <= ${instant(to)}`];
  if (after !== undefined && after > 0) parts.push(`number > ${Math.floor(after)}`);
  return parts.join(" AND ");
}
