import type { Activity } from "../../../../shared/history.ts";
import type { Parameter, Reading } from "../reading.ts";
import { instant } from "./instant.ts";

/** How far beyond a stretch of time it is looked who spoke before and after, milliseconds at least. */
const BEYOND = 24 * 3_600_000;
/** A silence is a gap when it is longer than so many of the usual silences of who is silent. */
const UNUSUAL = 3;

/**
 * Where the whole city said nothing, or a source did not that did before and after: for more than three times its
 * usual silence, in whole minutes. Of too many the longest; in order of time.
 */
export async function findGaps(
  reading: Reading,
  { from, to, source }: { from: number; to: number; source: string | undefined },
  most: number,
): Promise<Activity["gaps"]> {
  const beyond = Math.max(BEYOND, to - from);
  const who = source === undefined ? "" : " AND source = ?";
  const city = source === undefined ? "UNION SELECT NULL, minute FROM spoke" : "";
  const parameters: Parameter[] = source === undefined ? [] : [source];
  const rows = await reading.rows(
    `WITH spoke AS (
       SELECT DISTINCT source, minute FROM ${reading.minutes}
       WHERE accepted > 0 AND minute >= ${instant(from - beyond)} AND minute < ${instant(to + beyond)}${who}),
     heard AS (SELECT source, minute FROM spoke ${city}),
     silences AS (
       SELECT source, epoch_ms(minute) + 60000 AS since,
         epoch_ms(lead(minute) OVER (PARTITION BY source ORDER BY minute)) AS until
       FROM heard),
     usual AS (
       SELECT *, median(until - since + 60000) OVER (PARTITION BY source) AS usual
       FROM silences WHERE until IS NOT NULL)
     SELECT source, since, until FROM usual
     WHERE until > since AND until - since + 60000 > ${UNUSUAL} * usual
       AND since < ${to} AND until > ${from}
     ORDER BY until - since DESC LIMIT ${most}`,
    parameters,
  );
  return rows
    .map(([name, since, until]) => ({
      from: Number(since),
      to: Number(until),
      ...(typeof name === "string" ? { source: name } : {}),
    }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}
