import { isProblem, type Problem } from "../../../../shared/problem.ts";
import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { KEPT_SELECT, keptRows } from "./kept-rows.ts";
import { pageOf } from "./page-of.ts";

/** What was observed in a stretch of time and, where said, in a bbox, of kinds, of entities, by sources. */
export async function observations(
  reading: Reading,
  question: Question<"observations">,
  asking: Asking,
): Promise<Answer<"observations"> | Problem> {
  const page = await pageOf(reading, question, asking, KEPT_SELECT);
  if (isProblem(page)) return page;
  const kept = keptRows(page);
  return { observations: kept, ...(page.next === undefined ? {} : { next: page.next }) };
}
