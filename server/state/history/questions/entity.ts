import { isProblem, type Problem } from "../../../../shared/problem.ts";
import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { KEPT_SELECT, keptRows } from "./kept-rows.ts";
import { pageOf } from "./page-of.ts";

/** All that was observed of one entity, oldest first, page by page. */
export async function entity(
  reading: Reading,
  question: Question<"entity">,
  asking: Asking,
): Promise<Answer<"entity"> | Problem> {
  const page = await pageOf(reading, question, asking, KEPT_SELECT);
  if (isProblem(page)) return page;
  return {
    id: question.id,
    from: new Date(question.from).toISOString(),
    to: new Date(question.to).toISOString(),
    observations: keptRows(page),
    ...(page.next === undefined ? {} : { next: page.next }),
  };
}
