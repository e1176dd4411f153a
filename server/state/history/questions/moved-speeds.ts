import { type Spread, TRIP_PAUSE } from "../../../../shared/history.ts";
import type { Reading } from "../reading.ts";
import type { CourseRows } from "./course-rows.ts";

/** Metres of the mean sphere, as shared/geodesy.ts has it. */
const MEAN_RADIUS = 6_371_008.8;

/**
 * Speeds in m/s by bucket, from one position to the next: an answer to a silence of more than `TRIP_PAUSE` is no
 * speed but a gap.
 */
export async function movedSpeeds(
  reading: Reading,
  { relation, where, parameters, bucket }: CourseRows,
): Promise<readonly (readonly [at: number, speed: Spread])[]> {
  const rows = await reading.rows(
    `WITH placed AS (
       SELECT ${bucket} AS bucket, radians(longitude) AS lon, radians(latitude) AS lat,
         radians(lag(longitude) OVER line) AS lon0, radians(lag(latitude) OVER line) AS lat0,
         (epoch_us(observed_at) - epoch_us(lag(observed_at) OVER line)) / 1e6 AS seconds
       FROM ${relation} WHERE ${where} AND longitude IS NOT NULL
       WINDOW line AS (ORDER BY observed_at, number)),
     moved AS (
       SELECT bucket, 2 * ${MEAN_RADIUS} * asin(least(1, sqrt(
         sin((lat - lat0) / 2) ** 2 + cos(lat) * cos(lat0) * sin((lon - lon0) / 2) ** 2
       ))) / seconds AS speed
       FROM placed WHERE seconds > 0 AND seconds <= ${TRIP_PAUSE})
     SELECT bucket, min(speed), avg(speed), max(speed) FROM moved GROUP BY bucket`,
    parameters,
  );
  return rows.map(([at, least, mean, most]) => [
    Number(at),
    [least as number, mean as number, most as number],
  ]);
}
