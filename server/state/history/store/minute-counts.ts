import { type DuckDBConnection, DuckDBTimestampValue } from "@duckdb/node-api";
import { ENTITY_KINDS } from "../../../../shared/entity.ts";

const MINUTE = 60_000;

/** Refusals of a source in a minute (its start, milliseconds since 1970). */
export interface RefusedCount {
  readonly source: string;
  readonly minute: number;
  readonly count: number;
}

interface Count {
  readonly minute: number;
  readonly source: string;
  /** Place in ENTITY_KINDS; -1 of refusals. */
  readonly kind: number;
  accepted: number;
  refused: number;
}

/** How much was said in each minute by each source of each kind: what one transaction adds. */
export class MinuteCounts {
  readonly #counts = new Map<string, Count>();
  /** The count of the row before: most rows are like the one before. */
  #last: Count | undefined;

  accepted(observedAt: number, source: string, kind: number): void {
    const minute = Math.floor(observedAt / MINUTE) * MINUTE;
    const last = this.#last;
    if (last?.minute === minute && last.kind === kind && last.source === source) last.accepted++;
    else this.#of(minute, source, kind).accepted++;
  }

  /** Takes back what `accepted` counted. */
  leftOut(observedAt: number, source: string, kind: string): void {
    const minute = Math.floor(observedAt / MINUTE) * MINUTE;
    this.#of(minute, source, (ENTITY_KINDS as readonly string[]).indexOf(kind)).accepted--;
  }

  refused({ source, minute, count }: RefusedCount): void {
    this.#of(Math.floor(minute / MINUTE) * MINUTE, source, -1).refused += count;
  }

  /** Adds a row for each; rows of one minute are added up when they are read. */
  async write(connection: DuckDBConnection): Promise<void> {
    if (this.#counts.size === 0) return;
    const appender = await connection.createAppender("minute");
    try {
      for (const { minute, source, kind, accepted, refused } of this.#counts.values()) {
        appender.appendTimestamp(new DuckDBTimestampValue(BigInt(minute) * 1_000n));
        appender.appendVarchar(source);
        appender.appendVarchar(ENTITY_KINDS[kind] ?? "");
        appender.appendBigInt(BigInt(accepted));
        appender.appendBigInt(BigInt(refused));
        appender.endRow();
      }
      appender.flushSync();
    } finally {
      appender.closeSync();
    }
  }

  #of(minute: number, source: string, kind: number): Count {
    const key = `${minute} ${kind} ${source}`;
    let count = this.#counts.get(key);
    if (count === undefined) {
      count = { minute, source, kind, accepted: 0, refused: 0 };
      this.#counts.set(key, count);
    }
    this.#last = count;
    return count;
  }
}

/** Puts the parts of minutes from `from` on together; worth doing once a minute. In a transaction. */
export async function addUpMinutes(connection: DuckDBConnection, from: number): Promise<void> {
  const since = `minute >= make_timestamp_ms(${Math.floor(from / MINUTE) * MINUTE})`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE minute_sum AS SELECT minute, source, kind,
       sum(accepted)::BIGINT AS accepted, sum(refused)::BIGINT AS refused
     FROM minute WHERE ${since} GROUP BY minute, source, kind`,
  );
  await connection.run(`DELETE FROM minute WHERE ${since}`);
  await connection.run("INSERT INTO minute SELECT * FROM minute_sum");
}
