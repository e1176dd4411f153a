import { isProblem, type Problem, problem } from "../../../../shared/problem.ts";
import type { Limits } from "../../../security/limits.ts";
import type { Answer, Ask, Question, QuestionName } from "../questions.ts";
import type { Look, Reading } from "../reading.ts";
import { activity } from "./activity.ts";
import { asOf } from "./as-of.ts";
import { asOfBytes } from "./as-of-bytes.ts";
import type { Asking } from "./asking.ts";
import { course } from "./course.ts";
import { courseText } from "./course-text.ts";
import { entity } from "./entity.ts";
import { events } from "./events.ts";
import { heat } from "./heat.ts";
import { observations } from "./observations.ts";
import { observationsParquet } from "./observations-parquet.ts";
import { observationsText } from "./observations-text.ts";
import { range } from "./range.ts";
import { sources } from "./sources.ts";
import { trips } from "./trips.ts";

type Answers = {
  readonly [N in QuestionName]: (
    reading: Reading,
    question: Question<N>,
    asking: Asking,
  ) => Promise<Answer<N> | Problem>;
};

const ANSWERS: Answers = {
  "as-of": asOf,
  "as-of-bytes": asOfBytes,
  range,
  entity,
  course,
  "course-text": writtenCourse,
  trips,
  observations,
  "observations-text": observationsText,
  "observations-parquet": observationsParquet,
  activity,
  events,
  sources,
  heat,
};

async function writtenCourse(
  reading: Reading,
  { format, ...question }: Question<"course-text">,
  asking: Asking,
): Promise<Answer<"course-text"> | Problem> {
  const told = await course(reading, question, asking);
  if (isProblem(told)) return told;
  return { bytes: courseText(told, format), rows: told.at.length };
}

/**
 * Answers questions to the history by looks at it. What fails is a `Problem`: that of the look where its error has one.
 *
 * @param options.folder for the files of answers that are files
 */
export function answerQuestions({
  look,
  limits,
  folder,
}: {
  readonly look: Look;
  readonly limits: Limits;
  readonly folder: string;
}): Ask {
  return async <N extends QuestionName>(name: N, question: Question<N>, signal?: AbortSignal) => {
    const answer: Answers[N] = ANSWERS[name];
    try {
      return await look((reading) => answer(reading, question, { limits, folder }), signal);
    } catch (error) {
      return problemOf(name, error);
    }
  };
}

function problemOf(name: QuestionName, error: unknown): Problem {
  if (error instanceof Error && "problem" in error && isProblem(error.problem))
    return error.problem;
  const reason = error instanceof Error ? error.message : String(error);
  return problem("history/failed", `history: ${name} could not be answered (${reason}).`);
}
