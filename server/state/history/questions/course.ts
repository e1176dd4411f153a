import { ENTITY_KINDS, type EntityKind } from "../../../../shared/entity.ts";
import type { Spread } from "../../../../shared/history.ts";
import { type Problem, problem } from "../../../../shared/problem.ts";
import { KIND_UNKNOWN } from "../../columns.ts";
import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { checkWindow } from "./check-window.ts";
import type { CourseRows } from "./course-rows.ts";
import { courseValues } from "./course-values.ts";
import { movedSpeeds } from "./moved-speeds.ts";
import { observationFilter } from "./observation-filter.ts";

/**
 * How an entity went: of each stretch of `every` seconds in which it said something the last position, and least,
 * mean and greatest of its speed and values. Where it did not say its speed, that is known from its positions.
 */
export async function course(
  reading: Reading,
  { id, from, to, every }: Question<"course">,
  { limits }: Asking,
): Promise<Answer<"course"> | Problem> {
  const fault = checkWindow({ from, to }, limits) ?? checkBuckets({ from, to, every }, limits);
  if (fault !== undefined) return fault;
  const step = Math.round(every * 1000);
  const relation = await reading.observations({ from, to });
  const rows: CourseRows = {
    relation,
    ...observationFilter({ id, from, to }),
    bucket: `epoch_ms(observed_at) - (epoch_ms(observed_at) % ${step} + ${step}) % ${step}`,
  };
  const buckets = await bucketsOf(reading, rows);
  const places = new Map(buckets.map(({ at }, place) => [at, place]));
  const speed = buckets.map((bucket) => bucket.speed);
  if (buckets.some((bucket) => bucket.speed === null && bucket.position !== null))
    for (const [at, moved] of await movedSpeeds(reading, rows)) {
      const place = places.get(at);
      if (place !== undefined) speed[place] ??= moved;
    }
  const kind = buckets.at(-1)?.kind ?? (await kindOf(reading, id));
  if (kind === undefined) return unknown(id);
  return {
    id,
    kind,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    every,
    at: buckets.map(({ at }) => at),
    count: buckets.map(({ count }) => count),
    positions: buckets.map(({ position }) => position),
    speed,
    values: await courseValues(reading, rows, places),
  };
}

interface Bucket {
  readonly at: number;
  readonly count: number;
  readonly kind: EntityKind;
  readonly position: [longitude: number, latitude: number, height: number | null] | null;
  readonly speed: Spread | null;
}

async function bucketsOf(
  reading: Reading,
  { relation, where, parameters, bucket }: CourseRows,
): Promise<Bucket[]> {
  const rows = await reading.rows(
    `WITH told AS (
       SELECT ${bucket} AS bucket, count(*) AS count, arg_max(kind, observed_at) AS kind,
         max(CASE WHEN longitude IS NOT NULL THEN
           {moment: observed_at, lon: longitude, lat: latitude, h: coalesce(height, '-infinity'::DOUBLE)} END) AS last,
         min(speed) AS least, avg(speed) AS mean, max(speed) AS most
       FROM ${relation} WHERE ${where} GROUP BY bucket)
     SELECT bucket, count, kind, last.lon, last.lat, last.h, least, mean, most
     FROM told ORDER BY bucket`,
    parameters,
  );
  return rows.map(([at, count, kind, longitude, latitude, height, least, mean, most]) => ({
    at: Number(at),
    count: Number(count),
    kind: kind as EntityKind,
    position:
      longitude === null
        ? null
        : [
            longitude as number,
            latitude as number,
            Number.isFinite(height) ? (height as number) : null,
          ],
    speed: least === null ? null : [least as number, mean as number, most as number],
  }));
}

/**
 * What it was, where it said nothing in the stretch of time that is asked about: from the newest image, which knows
 * everybody, and the few rows since. All of the past is not searched for a name that nobody ever had.
 */
async function kindOf(reading: Reading, id: string): Promise<EntityKind | undefined> {
  const newest = await reading.keyframe(END);
  const known = newest?.image.kinds[newest.image.ids.indexOf(id)];
  if (known !== undefined && known !== KIND_UNKNOWN) return ENTITY_KINDS[known];
  const after = newest?.number ?? 0;
  const relation = await reading.observations({ from: -END, to: END, after });
  const where = `id = ? AND number > ${after}`;
  const [row] = await reading.rows(
    `SELECT kind FROM ${relation} WHERE ${where} ORDER BY number DESC LIMIT 1`,
    [id],
  );
  return row?.[0] as EntityKind | undefined;
}

/** The farthest that a clock can say, milliseconds since 1970. */
const END = 8.64e15;

function checkBuckets(
  { from, to, every }: { from: number; to: number; every: number },
  { historyBuckets }: Asking["limits"],
): Problem | undefined {
  if (!(every >= 0.001))
    return problem("history/every", "history: `every` is no number of seconds above 0.");
  if ((to - from) / 1000 / every <= historyBuckets) return undefined;
  return problem(
    "history/too-many-buckets",
    `history: the stretch of time has more than the ${historyBuckets} buckets of limits.historyBuckets.`,
    `Ask for one of at least ${Math.ceil((to - from) / 1000 / historyBuckets)} seconds.`,
  );
}

function unknown(id: string): Problem {
  return problem("history/unknown-entity", `history: nothing is kept of ${id}.`);
}
