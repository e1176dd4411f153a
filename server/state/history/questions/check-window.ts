import { type Problem, problem } from "../../../../shared/problem.ts";
import type { Limits } from "../../../security/limits.ts";

const DAY = 86_400_000;

/** What is wrong with a stretch of time that is asked about; milliseconds since 1970. */
export function checkWindow(
  { from, to }: { from: number; to: number },
  { historyDays }: Pick<Limits, "historyDays">,
): Problem | undefined {
  if (!Number.isFinite(from) || !Number.isFinite(to) || from >= to)
    return problem(
      "history/window",
      "history: the stretch of time ends before it begins, or has no end.",
      "Give a `from` that is before `to`.",
    );
  if (to - from > historyDays * DAY)
    return problem(
      "history/window",
      `history: the stretch of time is longer than the ${historyDays} days of limits.historyDays.`,
      "Ask for it in parts.",
    );
  return undefined;
}
