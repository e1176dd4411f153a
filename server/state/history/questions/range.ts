import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import { instant } from "./instant.ts";
import { newestRows } from "./newest-rows.ts";
import { STATEMENT_SELECT, statementRows } from "./statement-rows.ts";

/** So many times `limit` rows are looked at for one thinned answer: that bounds what it costs. */
const LOOKED_AT = 8;

/**
 * What was observed after `after` up to and with `until`, in order of time. Where there is more than `limit`, up to a
 * moment that is whole: the `until` of the answer. With `every`, stretches are counted from `after`, and an answer
 * ends with one: what a twin holds at the end of each is what it would hold after all rows. One moment, or one
 * stretch, is never cut, though it has more rows than `limit`.
 */
export async function range(
  reading: Reading,
  question: Question<"range">,
): Promise<Answer<"range">> {
  const { after, until } = question;
  if (until <= after) return { statements: statementRows(NO_ROWS), until };
  const relation = await reading.observations({ from: after, to: until });
  return question.every === undefined
    ? everyRow(reading, relation, question)
    : thinned(reading, relation, question, question.every);
}

async function everyRow(
  reading: Reading,
  relation: string,
  { after, until, limit }: Question<"range">,
): Promise<Answer<"range">> {
  const where = (from: number, to: number) =>
    `SELECT ${STATEMENT_SELECT} FROM ${relation} WHERE observed_at > ${instant(from)} AND observed_at <= ${instant(to)}`;
  const rows = await reading.columns(
    `${where(after, until)} ORDER BY observed_at, number LIMIT ${limit + 1}`,
  );
  if (rows.count <= limit) return { statements: statementRows(rows), until };
  const moments = rows.columns[MOMENT] as Float64Array;
  const cut = moments.indexOf(moments[limit] as number);
  if (cut > 0)
    return { statements: statementRows(rows, cut), until: (moments[cut - 1] as number) / 1000 };
  // All of one moment, and more.
  const moment = (moments[0] as number) / 1000;
  const whole = await reading.columns(`${where(after, moment)} ORDER BY observed_at, number`);
  return { statements: statementRows(whole), until: moment };
}

async function thinned(
  reading: Reading,
  relation: string,
  { after, until, limit }: Question<"range">,
  every: number,
): Promise<Answer<"range">> {
  const where = (to: number) => `observed_at > ${instant(after)} AND observed_at <= ${instant(to)}`;
  const part = stretch(after, every);
  const endOf = (each: number) => Math.min(until, after + each * every);
  const [counted] = await reading.rows(
    `WITH parts AS (
       SELECT ${part} AS part, count(*) AS rows FROM ${relation} WHERE ${where(until)} GROUP BY part),
     running AS (SELECT part, sum(rows) OVER (ORDER BY part) AS total FROM parts)
     SELECT min(part), max(part) FILTER (total <= ${limit * LOOKED_AT}), max(part) FROM running`,
  );
  const [first, within, last] = counted ?? [];
  if (last === null || last === undefined) return { statements: statementRows(NO_ROWS), until };
  const looked = Number(within ?? first);
  const lookedTo = looked === Number(last) ? until : endOf(looked);
  const rows = await reading.columns(
    `SELECT ${STATEMENT_SELECT} FROM (${newestRows(relation, where(lookedTo), part)})
     ORDER BY observed_at, number`,
  );
  if (rows.count <= limit) return { statements: statementRows(rows), until: lookedTo };
  const moments = rows.columns[MOMENT] as Float64Array;
  const partOf = (row: number) => Math.ceil(((moments[row] as number) / 1000 - after) / every);
  let cut = limit;
  while (cut > 0 && partOf(cut - 1) === partOf(limit)) cut--;
  // One stretch alone is more than the limit.
  if (cut === 0) while (cut < rows.count && partOf(cut) === partOf(0)) cut++;
  if (cut === rows.count) return { statements: statementRows(rows), until: lookedTo };
  return { statements: statementRows(rows, cut), until: endOf(partOf(cut - 1)) };
}

/** SQL of which stretch after `after` a row is in, from 1; each has its end and not its beginning. */
function stretch(after: number, every: number): string {
  const since = `(epoch_us(observed_at) - ${BigInt(Math.round(after)) * 1000n})`;
  return `((${since} + ${every * 1000 - 1}) // ${every * 1000})`;
}

/** Place of `observed_at`, microseconds, in `STATEMENT_SELECT`. */
const MOMENT = 6;
const NO_ROWS = { count: 0, columns: Array.from({ length: 14 }, () => new Float64Array()) };
