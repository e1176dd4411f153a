import type { DuckDBConnection } from "@duckdb/node-api";
import type { Follower } from "./follower.ts";

/** Tells the follower which hours have rows in the table (of one hour, with `where`); they came before `now`. */
export async function hotHours(
  connection: DuckDBConnection,
  follower: Follower,
  now: number,
  where = "true",
): Promise<void> {
  const read = await connection.runAndReadAll(
    `SELECT epoch_ms(date_trunc('hour', observed_at)) AS hour, count(*), epoch_ms(min(observed_at)),
       epoch_ms(max(observed_at)) FROM observation WHERE ${where} GROUP BY hour`,
  );
  for (const [hour, ...numbers] of read.getRows()) {
    const [rows = 0, first = 0, last = 0] = numbers.map(Number);
    follower.hours.set(Number(hour), { rows, first, last, since: now });
  }
}
