import type { Limits } from "../../../security/limits.ts";
import { acceptedOf } from "../../journal/accepted-of.ts";
import { noteMoment } from "../../rhythm.ts";
import { Twin } from "../../twin.ts";
import type { Reading } from "../reading.ts";
import type { StatementColumns } from "../statement-columns.ts";
import { decidingRows, OLDER_MOMENTS } from "./deciding-rows.ts";
import { instant } from "./instant.ts";
import { STATEMENT_SELECT, statementRows } from "./statement-rows.ts";

/** Before all that was observed, milliseconds since 1970. */
const BEGINNING = -8.64e15;

/**
 * The twin of all that was observed up to and with `at` (milliseconds since 1970): the newest keyframe before it, and
 * what is numbered above that. DuckDB only passes over rows that cannot matter; the twin merges, so that there is one
 * rule of merging.
 */
export async function cityAsOf(reading: Reading, at: number, limits: Limits): Promise<Twin> {
  const keyframe = await reading.keyframe(at);
  const after = keyframe?.number ?? 0;
  const relation = await reading.observations({ from: BEGINNING, to: at, after });
  const where = `number > ${after} AND observed_at <= ${instant(at)}`;
  const { count, columns } = await reading.columns(
    // In one order, so that the same question always gives the same bytes.
    `SELECT ${STATEMENT_SELECT}, ${OLDER_MOMENTS.join(", ")}, received
     FROM (${decidingRows(relation, where)}) ORDER BY number`,
  );
  const twin = new Twin({ limits });
  if (keyframe !== undefined) twin.restore(keyframe.image);
  const first = columns.length - OLDER_MOMENTS.length - 1;
  const statements = statementRows({ count, columns: columns.slice(0, first) });
  for (let row = 0; row < count; row++) twin.merge(acceptedOf(statements, row));
  noteOlder(twin, statements, columns.slice(first) as Float64Array[]);
  return twin;
}

/** Notes the older moments of each row's entity, and when it was last received. */
function noteOlder(
  twin: Twin,
  { count, ids, texts }: StatementColumns,
  told: readonly Float64Array[],
): void {
  const { columns } = twin;
  const moments = told.slice(0, -1);
  const received = told.at(-1) as Float64Array;
  for (let row = 0; row < count; row++) {
    const handle = twin.handleOf(texts[ids[row] as number] as string);
    if (handle === undefined) continue;
    for (const column of moments) {
      const at = (column[row] as number) / 1000;
      if (Number.isNaN(at)) break;
      noteMoment(columns, handle, at);
    }
    const last = received[row] as number;
    if (last > (columns.receivedAt[handle] as number)) columns.receivedAt[handle] = last;
  }
}
