import { LIMITS, type Limits } from "../../server/security/limits.ts";
import { answerQuestions } from "../../server/state/history/questions/answer.ts";
import type { Answer, Question, QuestionName } from "../../server/state/history/questions.ts";
import { isProblem } from "../../shared/problem.ts";
import type { MemoryLook } from "./memory-look.ts";

/** Asks a history in memory for an answer that must be one. */
export function askMemory(
  history: MemoryLook,
  { limits = LIMITS, folder = "/nowhere" }: { limits?: Limits; folder?: string } = {},
): <N extends QuestionName>(name: N, question: Question<N>) => Promise<Answer<N>> {
  const ask = answerQuestions({ look: history.look, limits, folder });
  return async (name, question) => {
    const answer = await ask(name, question);
    if (isProblem(answer)) throw new Error(`${answer.code} ${answer.message}`);
    return answer;
  };
}
