import type { DuckDBConnection } from "@duckdb/node-api";
import type { HistoryEvent } from "../../../../shared/history.ts";

const MINUTE = 60_000;
/** A source is silent after this many of its usual pauses, and these minutes at least. */
const PAUSES = 3;
const LEAST = 2;
/** Minutes that are looked at. */
const SPAN = 180;

interface Heard {
  /** The minute it was last heard in, milliseconds since 1970. */
  last: number;
  silent: boolean;
}

/** Notices from the minutes' counts when a source falls silent, and when it is back. */
export class SourceWatch {
  readonly #sources = new Map<string, Heard>();

  /** What happened since the last look. `now` in milliseconds since 1970. */
  async look(connection: DuckDBConnection, now: number): Promise<readonly HistoryEvent[]> {
    const read = await connection.runAndReadAll(
      `SELECT source, list(DISTINCT epoch_ms(minute) // ${MINUTE}) FROM minute
       WHERE accepted > 0 AND minute >= make_timestamp_ms(${Math.floor(now - SPAN * MINUTE)}) GROUP BY source`,
    );
    const events: HistoryEvent[] = [];
    for (const [name, list] of read.getRowsJS()) {
      const minutes = (list as bigint[]).map(Number).sort((a, b) => a - b);
      const event = this.#judge(String(name), minutes, Math.floor(now / MINUTE));
      if (event !== undefined) events.push(event);
    }
    return events;
  }

  #judge(source: string, minutes: readonly number[], now: number): HistoryEvent | undefined {
    const last = minutes.at(-1) as number;
    const heard = this.#sources.get(source);
    const silent = now - last > Math.max(LEAST, PAUSES * longestPause(minutes));
    this.#sources.set(source, { last, silent });
    // What was so when the watch began was noticed by the watch before.
    if (heard === undefined || heard.silent === silent) return undefined;
    if (silent) return { at: (last + 1) * MINUTE, type: "source-silent", source };
    const back = minutes.find((minute) => minute > heard.last) ?? last;
    return { at: back * MINUTE, type: "source-back", source };
  }
}

/** Minutes of the longest pause but for the one that is longest: that may be the silence before. */
function longestPause(minutes: readonly number[]): number {
  const pauses = minutes
    .slice(1)
    .map((minute, index) => minute - (minutes[index] as number))
    .sort((a, b) => b - a);
  return pauses[1] ?? pauses[0] ?? 1;
}
