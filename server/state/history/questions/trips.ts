import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { findTrips } from "./find-trips.ts";
import { observationFilter } from "./observation-filter.ts";

/** How far before and after a moment ways are looked for, milliseconds. */
const AROUND = 24 * 3_600_000;

/**
 * Of each so many milliseconds one position is looked at: no trip is shorter, and who speaks often would hold up
 * the thread for everybody.
 */
const STEP = 2_000;

/** The ways of an entity in the day before and the day after a moment, the nearest where there are many. */
export async function trips(
  reading: Reading,
  { id, at }: Question<"trips">,
  { limits }: Asking,
): Promise<Answer<"trips">> {
  const [from, to] = [at - AROUND, at + AROUND];
  const relation = await reading.observations({ from, to });
  const { where, parameters } = observationFilter({ id, from, to });
  const { count, columns } = await reading.columns(
    `SELECT fix.moment AS moment, fix.lon, fix.lat FROM (
       SELECT min({moment: observed_at, number: number, lon: longitude, lat: latitude}) AS fix
       FROM ${relation} WHERE ${where} AND longitude IS NOT NULL
       GROUP BY epoch_ms(observed_at) // ${STEP})
     ORDER BY moment`,
    parameters,
  );
  const [moments, longitudes, latitudes] = columns as [Float64Array, Float64Array, Float64Array];
  const times = moments.map((each) => each / 1000);
  const found = findTrips({ count, times, longitudes, latitudes });
  const away = (trip: { from: number; to: number }) => Math.max(0, trip.from - at, at - trip.to);
  const nearest = [...found].sort((a, b) => away(a) - away(b)).slice(0, limits.historyEvents);
  return { id, trips: nearest.sort((a, b) => a.from - b.from) };
}
