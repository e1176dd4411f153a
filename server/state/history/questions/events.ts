import { EVENT_TYPES, type HistoryEvent } from "../../../../shared/history.ts";
import type { Problem } from "../../../../shared/problem.ts";
import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { checkWindow } from "./check-window.ts";
import { instant } from "./instant.ts";

/** What happened in a stretch of time that is worth going to. */
export async function events(
  reading: Reading,
  { from, to, types = EVENT_TYPES, limit, order }: Question<"events">,
  { limits }: Asking,
): Promise<Answer<"events"> | Problem> {
  const fault = checkWindow({ from, to }, limits);
  if (fault !== undefined) return fault;
  const most = Math.max(1, Math.min(limits.historyEvents, Math.floor(limit)));
  const wanted = types.length === 0 ? "false" : `type IN (${types.map(() => "?").join(", ")})`;
  const direction = order === "descending" ? "DESC" : "ASC";
  const rows = await reading.rows(
    `SELECT body FROM ${reading.events}
     WHERE "at" >= ${instant(from)} AND "at" < ${instant(to)} AND ${wanted}
     ORDER BY "at" ${direction}, body ${direction} LIMIT ${most + 1}`,
    types,
  );
  return {
    events: rows.slice(0, most).map(([body]) => JSON.parse(body as string) as HistoryEvent),
    more: rows.length > most,
  };
}
