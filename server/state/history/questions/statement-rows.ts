import { ENTITY_KINDS, PROVENANCES } from "../../../../shared/entity.ts";
import { emptyColumns } from "../../journal/columns-of.ts";
import type { Reading } from "../reading.ts";
import type { StatementColumns } from "../statement-columns.ts";

type Table = Awaited<ReturnType<Reading["columns"]>>;

/**
 * SQL of what `statementRows` reads, of a relation with the columns of `Reading`. Lists of a few names go as
 * numbers, because a text costs as much as twenty numbers to bring over; readings go as JSON, which keeps every bit.
 */
export const STATEMENT_SELECT = [
  "id",
  "source",
  "name",
  numbered("kind", ENTITY_KINDS),
  numbered("provenance", PROVENANCES),
  "said",
  "observed_at",
  "received_after",
  "longitude",
  "latitude",
  "height",
  "heading",
  "speed",
  "CAST(to_json(readings) AS VARCHAR) AS readings",
].join(", ");

/** Rows that `STATEMENT_SELECT` gave, the first `count` of them, as statements in their order. */
export function statementRows(
  { columns, count: given }: Table,
  count: number = given,
): StatementColumns {
  const [ids, sources, names, kinds, provenances, said, observedAt, receivedAfter, ...rest] =
    columns as [...TextColumns, ...NumberColumns, readonly (string | null)[]];
  const readings = rest.pop() as readonly (string | null)[];
  const places = new Places();
  const values = valuesOf(readings, count, places);
  const out = emptyColumns(count, values.numbers.length);
  out.valueStarts.set(values.starts);
  out.valueNames.set(values.names);
  out.valueNumbers.set(values.numbers);
  for (let row = 0; row < count; row++) {
    out.ids[row] = places.of(ids[row] as string);
    out.sources[row] = places.of(sources[row] as string);
    const name = names[row];
    if (typeof name === "string") out.names[row] = places.of(name);
    out.says[row] = said[row] as number;
    out.kinds[row] = kinds[row] as number;
    out.provenances[row] = provenances[row] as number;
    const at = (observedAt[row] as number) / 1000;
    out.observedAt[row] = at;
    out.receivedAt[row] = at + (receivedAfter[row] as number);
  }
  const { longitudes, latitudes, heights, headingsDegrees, speeds } = out;
  for (const [place, column] of [longitudes, latitudes, heights, headingsDegrees, speeds].entries())
    column.set((rest[place] as Float64Array).subarray(0, count));
  return { ...out, texts: places.texts };
}

type Texts = readonly (string | null)[];
type TextColumns = [ids: Texts, sources: Texts, names: Texts];
type NumberColumns = [
  kinds: Float64Array,
  provenances: Float64Array,
  said: Float64Array,
  observedAt: Float64Array,
  receivedAfter: Float64Array,
  ...positions: Float64Array[],
];

/** Texts by their place in a list. */
class Places {
  readonly texts: string[] = [];
  readonly #places = new Map<string, number>();

  of(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

function valuesOf(readings: Texts, count: number, places: Places) {
  const starts = new Uint32Array(count + 1);
  const names: number[] = [];
  const numbers: number[] = [];
  for (let row = 0; row < count; row++) {
    const text = readings[row];
    if (typeof text === "string")
      for (const [name, number] of Object.entries(JSON.parse(text) as Record<string, number>)) {
        names.push(places.of(name));
        numbers.push(number);
      }
    starts[row + 1] = names.length;
  }
  return { starts, names, numbers };
}

/** SQL of a name's place in a list. */
function numbered(column: string, names: readonly string[]): string {
  const cases = names.map((name, place) => `WHEN '${name}' THEN ${place}`).join(" ");
  return `CASE ${column} ${cases} ELSE 0 END AS ${column}`;
}
