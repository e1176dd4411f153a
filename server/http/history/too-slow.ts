import { type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";

/** The code of what had no answer in time; the thread of history says it too. */
export const TOO_SLOW = "history/too-slow";

/** The history did not answer in time. */
export function tooSlow({ historyTimeout }: Limits, tip: string): Problem {
  const message = `The history had no answer within ${historyTimeout / 1_000} s (historyTimeout).`;
  return problem(TOO_SLOW, message, tip);
}
