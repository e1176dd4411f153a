import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import { instant } from "./instant.ts";
import { STATEMENT_SELECT, statementRows } from "./statement-rows.ts";

/**
 * What was observed after `after` up to and with `until`, in order of time. Where there is more than `limit`, up to a
 * moment that is whole: the `until` of the answer. One moment is never cut, though it has more rows than `limit`.
 */
export async function range(
  reading: Reading,
  { after, until, limit }: Question<"range">,
): Promise<Answer<"range">> {
  if (until <= after) return { statements: statementRows(NO_ROWS), until };
  const relation = await reading.observations({ from: after, to: until });
  const where = (to: number) =>
    `SELECT ${STATEMENT_SELECT} FROM ${relation} WHERE observed_at > ${instant(after)} AND observed_at <= ${instant(to)}`;
  const rows = await reading.columns(
    `${where(until)} ORDER BY observed_at, number LIMIT ${limit + 1}`,
  );
  if (rows.count <= limit) return { statements: statementRows(rows), until };
  const moments = rows.columns[MOMENT] as Float64Array;
  const cut = moments.indexOf(moments[limit] as number);
  if (cut > 0)
    return { statements: statementRows(rows, cut), until: (moments[cut - 1] as number) / 1000 };
  // All of one moment, and more.
  const moment = (moments[0] as number) / 1000;
  const whole = await reading.columns(`${where(moment)} ORDER BY observed_at, number`);
  return { statements: statementRows(whole), until: moment };
}

/** Place of `observed_at`, microseconds, in `STATEMENT_SELECT`. */
const MOMENT = 6;
const NO_ROWS = { count: 0, columns: Array.from({ length: 14 }, () => new Float64Array()) };
