import { isProblem, type Problem } from "../../../../shared/problem.ts";
import type { ObservationQuery } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { checkWindow } from "./check-window.ts";
import { cursorOf, type Place, placeOf } from "./cursor.ts";
import { type Filter, observationFilter } from "./observation-filter.ts";

type Asked = ObservationQuery & { readonly id?: string };

/** One page of a question, as SQL that has exactly its rows in order, and what follows it. */
export interface Page extends Filter {
  readonly relation: string;
  /** Of all pages: the condition without the bounds of this one. */
  readonly all: Filter;
  readonly rows: number;
  /** What was selected of its rows; there may be a row more than it has. */
  readonly columns: Awaited<ReturnType<Reading["columns"]>>["columns"];
  readonly next?: string;
}

/**
 * Reads a page: of its rows what is selected, in SQL. Rows are in the order of `observedAt`, then of acceptance; a cursor
 * names the last of a page and the newest acceptance that its question began with, so that all pages together are
 * what was kept then, though more comes in between.
 */
export async function pageOf(
  reading: Reading,
  query: Asked,
  { limits }: Asking,
  select: readonly string[] = [],
): Promise<Page | Problem> {
  const place = placeOf(query);
  if (isProblem(place)) return place;
  const fault = checkWindow(query, limits);
  if (fault !== undefined) return fault;
  const limit = Math.max(1, Math.min(limits.historyMost, Math.floor(query.limit)));
  const relation = await reading.observations({ from: query.from, to: query.to });
  const asked = observationFilter(query);
  const all = { ...asked, where: `${asked.where}${place ? ` AND number <= ${place.upTo}` : ""}` };
  const where = `${all.where}${place ? after(place) : ""}`;
  // What is selected is worked out for the page's rows alone.
  const read = await reading.columns(
    `SELECT ${["epoch_us(observed_at)", "number", ...select].join(", ")} FROM (
       SELECT * FROM ${relation} WHERE ${where} ORDER BY observed_at, number LIMIT ${limit + 1})
     ORDER BY observed_at, number`,
    asked.parameters,
  );
  const [at, number, ...columns] = read.columns as [Float64Array, Float64Array];
  const rows = Math.min(limit, read.count);
  if (rows === 0) return { relation, all, where: "false", parameters: [], rows, columns };
  const last = { at: BigInt(at[rows - 1] as number), number: BigInt(number[rows - 1] as number) };
  const bounds = { where: `${where}${upTo(last)}`, parameters: asked.parameters };
  const page = { relation, all, ...bounds, rows, columns };
  if (read.count <= limit) return page;
  const newest = place?.upTo ?? BigInt(reading.last);
  return { ...page, next: cursorOf(query, { ...last, upTo: newest }) };
}

function after({ at, number }: Omit<Place, "upTo">): string {
  const moment = `make_timestamp(${at})`;
  return ` AND observed_at >= ${moment} AND (observed_at > ${moment} OR number > ${number})`;
}

function upTo({ at, number }: Omit<Place, "upTo">): string {
  const moment = `make_timestamp(${at})`;
  return ` AND observed_at <= ${moment} AND (observed_at < ${moment} OR number <= ${number})`;
}
