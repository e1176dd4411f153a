import { join } from "node:path";
import { type ArchiveFile, spanOf } from "./catalogue.ts";
import { instant } from "./instant.ts";
import { literal, READ } from "./parquet-columns.ts";

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
  const paths = files.filter((file) => concerns(file, window)).map(({ path }) => path);
  const hot = `SELECT ${HOT} FROM observation WHERE ${where}`;
  if (paths.length === 0) return `(${hot})`;
  const list = paths.map((path) => literal(join(archive, path))).join(", ");
  const sealed = `SELECT ${READ} FROM read_parquet([${list}], hive_partitioning = false) WHERE ${where}`;
  return `(${hot} UNION ALL ${sealed})`;
}

function concerns(file: ArchiveFile, { from, to, after = 0 }: Window): boolean {
  const span = spanOf(file);
  return span.lastAt >= from && span.firstAt <= to && span.lastNumber > after;
}

function condition({ from, to, after }: Window): string {
  const parts = [`observed_at >= ${instant(from)}`, `observed_at <= ${instant(to)}`];
  if (after !== undefined && after > 0) parts.push(`number > ${Math.floor(after)}`);
  return parts.join(" AND ");
}
