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
 * when it was last `received` (milliseconds since 1970). With `part`, an SQL expression, so of each entity and each
 * value of it.
 */
export function decidingRows(relation: string, where: string, part = "0"): string {
  const moments = OLDER_MOMENTS.map((name, place) => `moments[${place + 2}] AS ${name}`).join(", ");
  return `${newest(relation, where, part)}
SELECT looked.number, looked.id, kind, looked.source, looked.provenance, name, observed_at,
  received_after, said, longitude, latitude, height, heading, speed, readings, ${moments}, received
${DECIDING}`;
}

/**
 * SQL of the same rows, with the older moments as rows that say nothing. Such a row names a source that needs not be
 * the one of its moment: merge in order of time up to the newest.
 */
export function newestRows(relation: string, where: string, part = "0"): string {
  return `${newest(relation, where, part)}
SELECT looked.number, looked.id, kind, looked.source, looked.provenance, name, observed_at,
  received_after, said, longitude, latitude, height, heading, speed, readings
${DECIDING}
UNION ALL
SELECT 0, id, '', source, provenance, NULL, moment, received - epoch_ms(moment),
  0, NULL, NULL, NULL, NULL, NULL, NULL
FROM (
  SELECT id, source, provenance, received, unnest(moments[2:]) AS moment FROM newest)`;
}

const DECIDING = `FROM looked JOIN newest ON looked.id = newest.id AND looked.part = newest.part
WHERE observed_at = newest_at OR ${REGISTERS.map(
  ([name, bit]) => `(said & ${bit} > 0 AND observed_at = ${name})`,
).join(" OR ")}
  OR (readings IS NOT NULL
    AND (looked.id, looked.part, observed_at) IN (SELECT id, part, read_at FROM read))`;

/** What is known of each entity and part before its rows are chosen. */
function newest(relation: string, where: string, part: string): string {
  const newestOf = REGISTERS.map(
    ([name, bit]) => `max(observed_at) FILTER (says & ${bit} > 0) AS ${name}`,
  );
  return `
WITH looked AS (SELECT *, ${part} AS part FROM ${relation} WHERE ${where}),
told AS (
  SELECT id, part, observed_at, bit_or(said) AS says, any_value(source) AS source,
    any_value(provenance) AS provenance,
    max(received_after + epoch_ms(observed_at)) AS received
  FROM looked GROUP BY id, part, observed_at),
newest AS (
  SELECT id, part, max(observed_at) AS newest_at, max(received) AS received,
    max(observed_at, ${MOMENTS}) AS moments, any_value(source) AS source,
    any_value(provenance) AS provenance, ${newestOf.join(", ")}
  FROM told GROUP BY id, part),
read AS (
  SELECT DISTINCT id, part, read_at FROM (
    SELECT id, part, max(observed_at) AS read_at FROM (
      SELECT id, part, observed_at, unnest(map_keys(readings)) AS reading
      FROM looked WHERE readings IS NOT NULL)
    GROUP BY id, part, reading))`;
}
