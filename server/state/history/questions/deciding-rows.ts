import { MOMENTS } from "../../columns.ts";
import { SAYS_KIND, SAYS_MOTION, SAYS_NAME, SAYS_POSITION } from "../statement-columns.ts";

const REGISTERS = [
  ["position_at", SAYS_POSITION],
  ["motion_at", SAYS_MOTION],
  ["kind_at", SAYS_KIND],
  ["name_at", SAYS_NAME],
] as const;

/** Columns of `decidingRows` beside those of `Reading`. */
export const OLDER_MOMENTS = ["second_at", "third_at", "fourth_at"] as const;

/**
 * SQL of those rows alone that decide what a twin holds after all of a relation's rows: of each entity the rows with
 * the newest moment of a register (all of that moment: content decides between them, and that is the twin's affair).
 * Each has beside it the moments before the newest (`OLDER_MOMENTS`), from which the entity's rhythm is known, and
 * when it was last `received` (milliseconds since 1970).
 */
export function decidingRows(relation: string, where: string): string {
  const newestOf = REGISTERS.map(
    ([name, bit]) => `max(observed_at) FILTER (says & ${bit} > 0) AS ${name}`,
  );
  const moments = OLDER_MOMENTS.map((name, place) => `moments[${place + 2}] AS ${name}`);
  return `
WITH looked AS (SELECT * FROM ${relation} WHERE ${where}),
told AS (
  SELECT id, observed_at, bit_or(said) AS says,
    max(received_after + epoch_ms(observed_at)) AS received
  FROM looked GROUP BY id, observed_at),
newest AS (
  SELECT id, max(observed_at) AS newest_at, max(received) AS received,
    max(observed_at, ${MOMENTS}) AS moments, ${newestOf.join(", ")}
  FROM told GROUP BY id),
read AS (
  SELECT DISTINCT id, read_at FROM (
    SELECT id, max(observed_at) AS read_at FROM (
      SELECT id, observed_at, unnest(map_keys(readings)) AS reading
      FROM looked WHERE readings IS NOT NULL)
    GROUP BY id, reading))
SELECT looked.*, ${moments.join(", ")}, received
FROM looked JOIN newest ON looked.id = newest.id
WHERE observed_at = newest_at OR ${REGISTERS.map(
    ([name, bit]) => `(said & ${bit} > 0 AND observed_at = ${name})`,
  ).join(" OR ")}
  OR (readings IS NOT NULL AND (looked.id, observed_at) IN (SELECT id, read_at FROM read))`;
}
