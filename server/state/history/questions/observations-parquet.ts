import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isProblem, type Problem, problem } from "../../../../shared/problem.ts";
import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { pageOf } from "./page-of.ts";

/** As the archive has them (docs/history.md). */
const COLUMNS =
  "number, id, kind, source, provenance, name, observed_at, received_after, said, longitude, latitude, height, heading, speed, readings";

/** Milliseconds after which the file goes by itself: who asked may have gone before the answer came. */
const KEPT = 60_000;

/** As `observations`, as a Parquet file, which the asker opens at once and deletes. */
export async function observationsParquet(
  reading: Reading,
  question: Question<"observations-parquet">,
  asking: Asking,
): Promise<Answer<"observations-parquet"> | Problem> {
  const page = await pageOf(reading, question, asking);
  if (isProblem(page)) return page;
  await mkdir(asking.folder, { recursive: true });
  const file = join(asking.folder, `question-${randomUUID()}.parquet`);
  try {
    await reading.rows(
      `COPY (SELECT ${COLUMNS} FROM ${page.relation} WHERE ${page.where} ORDER BY observed_at, number)
       TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`,
      page.parameters,
    );
  } catch (error) {
    await rm(file, { force: true });
    if (/no space left/i.test(String(error))) return noRoom();
    throw error;
  }
  // One that cannot be removed goes at the next start, with all answers.
  setTimeout(() => void rm(file, { force: true }).catch(() => undefined), KEPT).unref();
  return { file, rows: page.rows, ...(page.next === undefined ? {} : { next: page.next }) };
}

function noRoom(): Problem {
  return problem(
    "history/disk-full",
    "history: the disk has no room for the Parquet file of the answer.",
    "Ask for less, or for CSV, which needs no file.",
  );
}
