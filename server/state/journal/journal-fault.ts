import type { Problem } from "../../../shared/problem.ts";

/** What `Journal.append` rejects with where a batch was not kept. */
export class JournalFault extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}
