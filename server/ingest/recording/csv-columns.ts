import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import { isFields, misfit, unknownField } from "../decode/record-fields.ts";

/** Metres a second in one of each unit. */
export const SPEED_UNITS = { "m/s": 1, "km/h": 1 / 3.6, mph: 0.44704, knots: 1852 / 3600 } as const;

export const TIME_FORMS = ["iso", "seconds", "milliseconds"] as const;

/** Which column of a CSV says what. Values are names of columns, but where said. */
export interface CsvColumns {
  readonly id: string;
  /** Put before every id, so that ids of different recordings stay apart. Not a column. */
  readonly idPrefix?: string;
  readonly observedAt: string;
  /**
   * How the time is written: `iso` with a zone, or `seconds` or `milliseconds` from any beginning.
   * Not a column.
   */
  readonly time: (typeof TIME_FORMS)[number];
  /** Degrees, WGS84. */
  readonly longitude: string;
  readonly latitude: string;
  /** Metres above the ellipsoid. */
  readonly height?: string;
  /** Clockwise from north. */
  readonly headingDegrees?: string;
  readonly speed?: string;
  /** `m/s` where it is not said. Not a column. */
  readonly speedUnit?: keyof typeof SPEED_UNITS;
  /** What every entity is, where `kindColumn` does not tell. Not a column. */
  readonly kind: EntityKind;
  readonly kindColumn?: string;
  /** The kind that each text in `kindColumn` means; `kind` for those not listed. Not columns. */
  readonly kinds?: Readonly<Record<string, EntityKind>>;
  readonly name?: string;
  /** Who says it. Not a column. */
  readonly source?: string;
}

const NEEDED = ["id", "observedAt", "time", "longitude", "latitude", "kind"];
const OPTIONAL = ["height", "headingDegrees", "speed", "kindColumn", "name"];
const FIELDS = [...NEEDED, ...OPTIONAL, "idPrefix", "speedUnit", "kinds", "source"];

/** A decoded JSON value as columns, or what is wrong with it (`ingest/columns`). Never throws. */
export function parseCsvColumns(value: unknown): CsvColumns | Problem {
  const fault = columnsFault(value);
  if (fault !== undefined) return problem("ingest/columns", fault.message, fault.tip);
  return value as CsvColumns;
}

function columnsFault(value: unknown): Problem | undefined {
  if (!isFields(value)) return misfit("The column mapping", value, "a JSON object");
  const unknown = unknownField(value, FIELDS, "a column mapping");
  if (unknown !== undefined) return unknown;
  for (const field of FIELDS) {
    const given = value[field];
    if (field === "kinds" || (given === undefined && !NEEDED.includes(field))) continue;
    if (typeof given !== "string") return misfit(field, given, "a text");
  }
  const { time, speedUnit, kind, kinds } = value;
  return (
    choiceFault("time", time, TIME_FORMS) ??
    choiceFault("speedUnit", speedUnit ?? "m/s", Object.keys(SPEED_UNITS)) ??
    choiceFault("kind", kind, ENTITY_KINDS) ??
    (kinds === undefined ? undefined : kindsFault(kinds))
  );
}

function kindsFault(kinds: unknown): Problem | undefined {
  if (!isFields(kinds)) return misfit("kinds", kinds, "an object of kinds by text");
  return Object.entries(kinds)
    .map(([text, kind]) => choiceFault(`kinds[${JSON.stringify(text)}]`, kind, ENTITY_KINDS))
    .find(isProblem);
}

function choiceFault(path: string, found: unknown, of: readonly unknown[]): Problem | undefined {
  return of.includes(found) ? undefined : misfit(path, found, `one of ${of.join(", ")}`);
}
