import type { Bbox } from "../../../../shared/cell.ts";
import type { ObservationQuery } from "../questions.ts";
import type { Parameter } from "../reading.ts";
import { instant } from "./instant.ts";

/** A condition in SQL, with the values for its question marks. */
export interface Filter {
  readonly where: string;
  readonly parameters: readonly Parameter[];
}

/** The condition that an observation is one of those asked for. */
export function observationFilter(
  query: Omit<ObservationQuery, "limit" | "cursor"> & { id?: string },
): Filter {
  const conditions = [
    `observed_at >= ${instant(query.from)}`,
    `observed_at < ${instant(query.to)}`,
  ];
  const parameters: Parameter[] = [];
  const oneOf = (column: string, names: readonly string[] | undefined) => {
    if (names === undefined) return;
    if (names.length === 0) conditions.push("false");
    else conditions.push(`${column} IN (${names.map(() => "?").join(", ")})`);
    parameters.push(...names);
  };
  oneOf("id", query.id === undefined ? query.ids : [query.id]);
  oneOf("kind", query.kinds);
  oneOf("source", query.sources);
  if (query.bbox !== undefined) conditions.push(within(query.bbox));
  return { where: conditions.join(" AND "), parameters };
}

/** SQL of whether a position lies in a bbox, edges included; what says no position does not. */
export function within([west, south, east, north]: Bbox): string {
  const between = `latitude >= ${number(south)} AND latitude <= ${number(north)}`;
  const [fromWest, toEast] = [`longitude >= ${number(west)}`, `longitude <= ${number(east)}`];
  return `(${between} AND ${west <= east ? `${fromWest} AND ${toEast}` : `(${fromWest} OR ${toEast})`})`;
}

/** A number as SQL; what is none is nowhere. */
function number(value: number): string {
  return Number.isFinite(value) ? `CAST('${value}' AS DOUBLE)` : "NULL";
}
