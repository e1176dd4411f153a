import type { HistoryAnswers } from "../../server/http/history/history-answers.ts";
import { problem } from "../../shared/problem.ts";

/** What is told of the past where none is kept. */
export function noHistory(): HistoryAnswers {
  const fault = problem("history/unavailable", "No history is kept here.");
  return {
    ask: async () => fault,
    status: async () => ({
      state: "failed",
      notes: [fault],
      observations: 0,
      bytes: { hot: 0, compacted: 0, exported: 0 },
      holdings: [],
      retention: { rules: [], exportBeforeDelete: false },
    }),
    setRetention: async () => fault,
  };
}
