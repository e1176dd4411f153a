import type { Limits } from "../../../security/limits.ts";
import { acceptedOf } from "../../journal/accepted-of.ts";
import { Twin } from "../../twin.ts";
import type { Reading } from "../reading.ts";
import type { StatementColumns } from "../statement-columns.ts";
import { instant } from "./instant.ts";
import { decidingRows, OLDER_MOMENTS } from "./newest-rows.ts";
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
  mergeMoments(twin, statements, columns.slice(first) as Float64Array[]);
  return twin;
}

/**
 * Merges the older moments of each row's entity, as statements that say nothing else. Their source is that of the row,
 * which does not matter: a newer statement has said it already.
 */
function mergeMoments(
  twin: Twin,
  statements: StatementColumns,
  columns: readonly Float64Array[],
): void {
  const moments = columns.slice(0, -1);
  const received = columns.at(-1) as Float64Array;
  for (let row = 0; row < statements.count; row++) {
    const { observation, provenance, source } = acceptedOf(statements, row);
    const entity = { id: observation.entity.id };
    for (const column of moments) {
      const observedAt = (column[row] as number) / 1000;
      if (Number.isNaN(observedAt)) break;
      const receivedAt = received[row] as number;
      twin.merge({ observation: { entity, observedAt }, receivedAt, provenance, source });
    }
  }
}
