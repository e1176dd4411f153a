import type { EntityKind } from "../../../shared/entity.ts";
import { parseInstant } from "../../../shared/parse-instant.ts";
import { showValue } from "../decode/show-value.ts";
import { type CsvColumns, SPEED_UNITS } from "./csv-columns.ts";
import type { RecordingEntry, RecordingFault } from "./recording-entry.ts";

/** Turns the rows of one CSV into records. */
export class CsvRecord {
  readonly #columns: CsvColumns;
  readonly #places: ReadonlyMap<string, number>;
  readonly #width: number;
  readonly #kinds: ReadonlyMap<string, EntityKind>;

  /** Throws an Error with one clear line where the header lacks a column. */
  constructor(columns: CsvColumns, header: readonly string[]) {
    this.#columns = columns;
    this.#places = new Map(header.map((name, place) => [name, place]));
    this.#width = header.length;
    this.#kinds = new Map(Object.entries(columns.kinds ?? {}));
    const { id, observedAt, longitude, latitude } = columns;
    const { height, headingDegrees, speed, kindColumn, name } = columns;
    const used = [
      id,
      observedAt,
      longitude,
      latitude,
      height,
      headingDegrees,
      speed,
      kindColumn,
      name,
    ];
    const missing = used.find((column) => column !== undefined && !this.#places.has(column));
    if (missing !== undefined) {
      throw new Error(`has no column ${showValue(missing)}; its header is ${header.join(",")}`);
    }
  }

  /** Only when a row was observed, with an empty text; NaN where it does not tell. */
  survey(row: readonly string[]): RecordingEntry {
    return { at: this.#instant(row), text: "" };
  }

  /** `number`: of the row, the header being 1. */
  read(row: readonly string[], number: number): RecordingEntry | RecordingFault {
    const fault = (what: string) => ({ fault: `Row ${number} ${what}.` });
    if (row.length !== this.#width) {
      return fault(`has ${row.length} cells; the header has ${this.#width}`);
    }
    const columns = this.#columns;
    const id = this.#cell(row, columns.id);
    if (id === "") return fault(`has nothing in column ${columns.id}`);
    const at = this.#instant(row);
    const longitude = this.#number(row, columns.longitude);
    const latitude = this.#number(row, columns.latitude);
    if (Number.isNaN(at)) return fault(this.#notA("time", row, columns.observedAt));
    if (!Number.isFinite(longitude)) return fault(this.#notA("number", row, columns.longitude));
    if (!Number.isFinite(latitude)) return fault(this.#notA("number", row, columns.latitude));
    const height = this.#number(row, columns.height);
    const headingDegrees = this.#number(row, columns.headingDegrees);
    const speed = this.#number(row, columns.speed) * SPEED_UNITS[columns.speedUnit ?? "m/s"];
    // JSON leaves out what is undefined.
    const record = {
      entity: {
        id: `${columns.idPrefix ?? ""}${id}`,
        kind: this.#kinds.get(this.#cell(row, columns.kindColumn)) ?? columns.kind,
        name: this.#cell(row, columns.name) || undefined,
        source: columns.source,
      },
      position: { longitude, latitude, height: known(height) },
      motion: { headingDegrees: known(headingDegrees), speed: known(speed) },
    };
    return { at, text: JSON.stringify(record) };
  }

  #cell(row: readonly string[], column: string | undefined): string {
    if (column === undefined) return "";
    return row[this.#places.get(column) ?? -1] ?? "";
  }

  /** NaN for an empty cell or anything that is not a number. */
  #number(row: readonly string[], column: string | undefined): number {
    const cell = this.#cell(row, column).trim();
    return cell === "" ? Number.NaN : Number(cell);
  }

  /** Milliseconds that a date can have, or NaN. */
  #instant(row: readonly string[]): number {
    const { observedAt, time } = this.#columns;
    if (time === "iso") return parseInstant(this.#cell(row, observedAt).trim());
    const at = this.#number(row, observedAt) * (time === "seconds" ? 1000 : 1);
    return Math.abs(at) <= 8.64e15 ? at : Number.NaN;
  }

  #notA(what: string, row: readonly string[], column: string): string {
    return `has ${showValue(this.#cell(row, column))} in column ${column}, which is not a ${what}`;
  }
}

function known(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
