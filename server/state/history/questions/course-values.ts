import type { Spread } from "../../../../shared/history.ts";
import type { Reading } from "../reading.ts";
import type { CourseRows } from "./course-rows.ts";

/** Least, mean and greatest of each value in each bucket; null where it was not said. */
export async function courseValues(
  reading: Reading,
  { relation, where, parameters, bucket }: CourseRows,
  places: ReadonlyMap<number, number>,
): Promise<Record<string, (Spread | null)[]>> {
  const rows = await reading.rows(
    `WITH said AS (
       SELECT ${bucket} AS bucket, unnest(map_keys(readings)) AS name,
         unnest(map_values(readings)) AS number
       FROM ${relation} WHERE ${where} AND readings IS NOT NULL)
     SELECT name, bucket, min(number), avg(number), max(number) FROM said
     GROUP BY name, bucket ORDER BY name, bucket`,
    parameters,
  );
  const values = new Map<string, (Spread | null)[]>();
  for (const [name, at, least, mean, most] of rows) {
    const spreads = values.get(name as string) ?? new Array<Spread | null>(places.size).fill(null);
    values.set(name as string, spreads);
    const place = places.get(Number(at));
    if (place !== undefined) spreads[place] = [least as number, mean as number, most as number];
  }
  return Object.fromEntries(values);
}
