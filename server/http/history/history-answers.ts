import type { HistoryStatus, Retention } from "../../../shared/history.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { Ask } from "../../state/history/questions.ts";

/** What the routes of the past need of what keeps it. */
export interface HistoryAnswers {
  readonly ask: Ask;
  status(): Promise<HistoryStatus>;
  /** Resolves to how it is then, or why it stays as it was. */
  setRetention(retention: Retention): Promise<HistoryStatus | Problem>;
}
