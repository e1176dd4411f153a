import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { parseInstant } from "../../../shared/parse-instant.ts";
import type { Limits } from "../../security/limits.ts";
import { ByteIntake } from "../decode/byte-intake.ts";
import { parseJson } from "../decode/decode-json.ts";
import { jsonFault } from "../decode/json-fault.ts";
import { type Line, readLines } from "../decode/read-lines.ts";
import type { CsvColumns } from "./csv-columns.ts";
import { CsvRecord } from "./csv-record.ts";
import { knownColumns, knownHeaders } from "./known-columns.ts";
import { openRecording } from "./open-recording.ts";
import type { RecordingEntry, RecordingFault } from "./recording-entry.ts";

export type RecordingFormat = "ndjson" | "csv";

/** Blocks, because an asynchronous step for each entry takes longer than to read it. */
type Entries = AsyncGenerator<(RecordingEntry | RecordingFault)[]>;

const BLOCK = 1_000;

/** Canonical NDJSON where a recording begins with `{`, else CSV. */
export async function recordingFormat(file: string, limits: Limits): Promise<RecordingFormat> {
  const bytes = await openRecording(file);
  try {
    const beginning = await new ByteIntake(bytes).beginning(limits.lineBytes);
    return beginning.trimStart().startsWith("{") ? "ndjson" : "csv";
  } finally {
    bytes.destroy();
  }
}

/** What to read, and how. */
export interface ReadRecordingOptions {
  readonly file: string;
  readonly format: RecordingFormat;
  /** Of a CSV whose header is not a known one. */
  readonly columns: CsvColumns | undefined;
  readonly limits: Limits;
  /** Read only when each record was observed; a third less work. */
  readonly timesOnly?: boolean;
}

/** The entries of a recording as they stand in it. Throws where it cannot be read at all. */
export async function* readRecording(options: ReadRecordingOptions): Entries {
  const { file, format, limits } = options;
  const bytes = await openRecording(file);
  try {
    if (format === "ndjson") yield* readNdjson(bytes, limits);
    else yield* readCsv(bytes, options);
  } finally {
    bytes.destroy();
  }
}

async function* readNdjson(bytes: Readable, limits: Limits): Entries {
  for await (const block of readLines(bytes, limits.lineBytes, "lineBytes")) {
    yield block.map(entryOf);
  }
}

function entryOf(line: Line): RecordingEntry | RecordingFault {
  if ("fault" in line) return { fault: `Line ${line.number} ${line.fault}.` };
  const record = parseJson(line.text);
  if (record === undefined) {
    const where = jsonFault(line.text).replace("line 1, ", "");
    return { fault: `Line ${line.number} is not JSON: ${where}.` };
  }
  return { at: observedAt(record.value), text: line.text };
}

/** NaN where the record tells none: the gate will say what is wrong with it. */
function observedAt(record: unknown): number {
  if (typeof record !== "object" || record === null || !("observedAt" in record)) return Number.NaN;
  return typeof record.observedAt === "string" ? parseInstant(record.observedAt) : Number.NaN;
}

async function* readCsv(bytes: Readable, options: ReadRecordingOptions): Entries {
  const { columns, limits, timesOnly } = options;
  let block: (RecordingEntry | RecordingFault)[] = [];
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: limits.lineBytes,
    on_skip: (error) => {
      block.push({ fault: `A row cannot be read: ${error?.message ?? "no reason given"}.` });
      return undefined;
    },
  });
  const flow = pipeline(bytes, parser);
  // The parser is destroyed with the same error, and the loop below throws it.
  flow.catch(() => undefined);
  let reader: CsvRecord | undefined;
  let number = 0;
  for await (const row of parser as AsyncIterable<string[]>) {
    number++;
    if (reader !== undefined) {
      block.push(timesOnly === true ? reader.survey(row) : reader.read(row, number));
    } else reader = new CsvRecord(columns ?? columnsFor(row), row);
    if (block.length < BLOCK) continue;
    const full = block;
    block = [];
    yield full;
  }
  yield block;
}

function columnsFor(header: readonly string[]): CsvColumns {
  const columns = knownColumns(header);
  if (columns !== undefined) return columns;
  const shown = header.join(",").slice(0, 200);
  throw new Error(
    `is neither canonical NDJSON nor a CSV with a known header (it has ${JSON.stringify(shown)}; ` +
      `known are ${knownHeaders().join("; ")}): say which column is which (docs/recordings.md)`,
  );
}
