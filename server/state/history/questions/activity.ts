import { type Problem, problem } from "../../../../shared/problem.ts";
import type { Answer, Question } from "../questions.ts";
import type { Parameter, Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { checkWindow } from "./check-window.ts";
import { findGaps } from "./find-gaps.ts";
import { instant } from "./instant.ts";

/** How much was said, in the whole buckets around a window, and where nothing was. */
export async function activity(
  reading: Reading,
  question: Question<"activity">,
  { limits }: Asking,
): Promise<Answer<"activity"> | Problem> {
  const { step, source } = question;
  const fault = checkWindow(question, limits);
  if (fault !== undefined) return fault;
  if (!(step >= 60) || step % 60 !== 0)
    return problem("history/step", "history: a step of activity is whole minutes, in seconds.");
  const width = step * 1000;
  const asked = Math.ceil((question.to - question.from) / width);
  if (asked > limits.historyBuckets)
    return problem(
      "history/too-many-buckets",
      `history: that are ${asked} buckets, more than the ${limits.historyBuckets} of limits.historyBuckets.`,
      "Ask for a longer step.",
    );
  const from = Math.floor(question.from / width) * width;
  const to = Math.ceil(question.to / width) * width;
  const buckets = (to - from) / width;
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
