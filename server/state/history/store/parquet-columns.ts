/**
 * How an observation stands in a Parquet file: docs/history.md tells it to those who read the archive. Decimals
 * compress to half of what doubles do; a number that its decimal does not give back exactly stands in `exact` too.
 */
const DECIMALS = {
  longitude: "DECIMAL(10,7)",
  latitude: "DECIMAL(9,7)",
  height: "DECIMAL(10,3)",
  heading: "DECIMAL(6,3)",
  speed: "DECIMAL(9,5)",
} as const;
const NUMBERS = Object.keys(DECIMALS) as (keyof typeof DECIMALS)[];

const lossy = (name: keyof typeof DECIMALS) =>
  `CASE WHEN TRY_CAST(${name} AS ${DECIMALS[name]})::DOUBLE IS DISTINCT FROM ${name} THEN ${name} END`;

/** What is selected of a relation of observations to be written. */
export const WRITTEN = [
  "number, id, kind::VARCHAR AS kind, source, provenance::VARCHAR AS provenance, name",
  "observed_at::TIMESTAMP_MS AS observed_at, received_after, said",
  ...NUMBERS.map((name) => `TRY_CAST(${name} AS ${DECIMALS[name]}) AS ${name}`),
  "readings",
  `CASE WHEN coalesce(${NUMBERS.map(lossy).join(", ")}) IS NOT NULL THEN struct_pack(${NUMBERS.map(
    (name) => `${name} := ${lossy(name)}`,
  ).join(", ")}) END AS exact`,
].join(", ");

/** What is selected of a file to have a relation of observations again. */
export const READ = readOf({ exact: true, readings: true });

/**
 * The same of a file that has nothing in `exact`, or in `readings`: a column without anything takes as long to be
 * read as any, and the six of them are a third of all.
 */
export function readOf({ exact, readings }: { exact: boolean; readings: boolean }): string {
  return [
    "number, id, kind, source, provenance, name, observed_at, received_after, said",
    ...NUMBERS.map((name) =>
      exact ? `coalesce(exact.${name}, ${name}::DOUBLE) AS ${name}` : `${name}::DOUBLE AS ${name}`,
    ),
    readings ? "readings" : "NULL::MAP(VARCHAR, DOUBLE) AS readings",
  ].join(", ");
}

/** Seconds of a slice that can be chosen, and rows of one at most where that can be. */
const SLICES = [3_600, 1_200, 600, 300, 120, 60, 30, 10] as const;
const SLICE_ROWS = 600_000;

/**
 * The order of rows in a file: slices of time, in each entity by entity. Then a moment and an entity both lie in few
 * row groups. `perHour`: rows that the hour has.
 */
export function orderOf(perHour: number): string {
  const seconds = SLICES.find((slice) => (perHour * slice) / 3_600 <= SLICE_ROWS) ?? 10;
  return `epoch_ms(observed_at) // ${seconds * 1_000}, id, observed_at, number`;
}

/** V2 of the format brings delta encodings; measured on real traces, see docs/decisions. */
export const OPTIONS =
  "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 9, PARQUET_VERSION V2, ROW_GROUP_SIZE 61440";

/** What two statements have in common that are one said twice: all but number and receipt. */
export const CONTENT = [
  ...(["id", "observed_at", "kind", "source", "provenance", "name", "said"] as const),
  ...NUMBERS,
  "readings",
] as const;

/** A text as SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** SQL of all rows of these files. */
export function filesRelation(paths: readonly string[]): string {
  return `(SELECT ${READ} FROM read_parquet([${paths.map(literal).join(", ")}], hive_partitioning = false))`;
}
