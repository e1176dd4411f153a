import { type DuckDBConnection, DuckDBTimestampValue } from "@duckdb/node-api";
import type { HistoryEvent } from "../../../../shared/history.ts";

/** Adds events to their table, over a connection in a transaction. */
export async function writeEvents(
  connection: DuckDBConnection,
  events: readonly HistoryEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const appender = await connection.createAppender("event");
  try {
    for (const event of events) {
      appender.appendTimestamp(new DuckDBTimestampValue(BigInt(Math.floor(event.at)) * 1_000n));
      appender.appendVarchar(event.type);
      appender.appendVarchar(JSON.stringify(event));
      appender.endRow();
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}
