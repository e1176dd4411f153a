import { type Problem, problem } from "../../../../shared/problem.ts";
import type { Answer, Question } from "../questions.ts";
import type { Parameter, Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { checkWindow } from "./check-window.ts";
import { findGaps } from "./find-gaps.ts";
import { instant } from "./instant.ts";

const MINUTE = 60_000;

/** How much was said, bucket by bucket from the minute of `from`, and where nothing was. */
export async function activity(
  reading: Reading,
  question: Question<"activity">,
  { limits }: Asking,
): Promise<Answer<"activity"> | Problem> {
  const { step, source } = question;
  const from = Math.floor(question.from / MINUTE) * MINUTE;
  const fault = checkWindow({ from, to: question.to }, limits);
  if (fault !== undefined) return fault;
  if (!(step >= 60) || step % 60 !== 0)
    return problem("history/step", "history: a step of activity is whole minutes, in seconds.");
  const buckets = Math.ceil((question.to - from) / 1000 / step);
  if (buckets > limits.historyBuckets)
    return problem(
      "history/too-many-buckets",
      `history: that are ${buckets} buckets, more than the ${limits.historyBuckets} of limits.historyBuckets.`,
      "Ask for a longer step.",
    );
  const to = from + buckets * step * 1000;
  const stretch = { from, to, source };
  const counts = await countsOf(reading, stretch, step, buckets);
  const gaps = await findGaps(reading, stretch, limits.historyBuckets);
  return { from, to, step, ...counts, gaps };
}

async function countsOf(
  reading: Reading,
  { from, to, source }: { from: number; to: number; source: string | undefined },
  step: number,
  buckets: number,
) {
  const bucket = (column: string) => `(epoch_ms(${column}) - ${from}) // ${step * 1000}`;
  const within = (column: string) => `${column} >= ${instant(from)} AND ${column} < ${instant(to)}`;
  const parameters: Parameter[] = source === undefined ? [] : [source];
  const minutes = await reading.rows(
    `SELECT ${bucket("minute")} AS bucket, sum(accepted), sum(refused) FROM ${reading.minutes}
     WHERE ${within("minute")}${source === undefined ? "" : " AND source = ?"} GROUP BY bucket`,
    parameters,
  );
  const happened = await reading.rows(
    `SELECT ${bucket('"at"')} AS bucket, count(*) FROM ${reading.events}
     WHERE ${within('"at"')}${source === undefined ? "" : " AND json_extract_string(body, '$.source') = ?"}
     GROUP BY bucket`,
    parameters,
  );
  const nothing = () => new Array<number>(buckets).fill(0);
  const [accepted, refused, events] = [nothing(), nothing(), nothing()];
  for (const [place, taken, not] of minutes) {
    accepted[Number(place)] = Number(taken);
    refused[Number(place)] = Number(not);
  }
  for (const [place, count] of happened) events[Number(place)] = Number(count);
  return { accepted, refused, events };
}
