import type { Ask, Question, QuestionName } from "../../../../server/state/history/questions.ts";
import { columnsOf } from "../../../../server/state/journal/columns-of.ts";
import { Twin } from "../../../../server/state/twin.ts";
import type { Accepted } from "../../../../shared/observation.ts";
import { type Problem, problem } from "../../../../shared/problem.ts";

/** A question that was put, and a way to let its answer go. */
export interface Put {
  readonly name: QuestionName;
  readonly question: Question<"as-of"> & Question<"range">;
  readonly signal: AbortSignal | undefined;
  answered: boolean;
  answer(): void;
}

/** A past that is kept in memory and asked like the history; answers come at once, or when they are let go. */
export class KeptPast {
  readonly put: Put[] = [];
  /** Whether answers wait until they are let go. */
  held = false;
  /** Whether pictures come that nobody could make anything of. */
  broken = false;
  /** What every question is answered with, while it is set. */
  fault: Problem | undefined;
  readonly #rows: Accepted[];

  constructor(rows: readonly Accepted[]) {
    this.#rows = [...rows];
  }

  /** Keeps what comes late. */
  add(...rows: Accepted[]): void {
    this.#rows.push(...rows);
  }

  /** The city as of a moment. */
  twinAt(at: number): Twin {
    const twin = new Twin({ heardBy: "observed" });
    for (const row of this.#rows) if (row.observation.observedAt <= at) twin.merge(row);
    twin.sweep(at, twin.size);
    return twin;
  }

  readonly ask: Ask = ((name: QuestionName, question: never, signal?: AbortSignal) =>
    new Promise((resolve) => {
      const answer = () => {
        if (put.answered) return;
        put.answered = true;
        resolve(
          (signal?.aborted ? givenUp : (this.fault ?? this.#answer(name, question))) as Problem,
        );
      };
      const put: Put = { name, question, signal, answered: false, answer };
      this.put.push(put);
      signal?.addEventListener("abort", answer);
      if (!this.held) answer();
    })) as Ask;

  #answer(name: QuestionName, question: Put["question"]): unknown {
    if (name === "as-of" && this.broken) return { at: question.at, image: { ids: ["a"] } };
    if (name === "as-of") return { at: question.at, image: this.twinAt(question.at).image() };
    if (name === "range") return this.#range(question);
    throw new Error(`nobody asks ${name} here`);
  }

  #range({ after, until, limit }: Question<"range">): unknown {
    let rows = this.#rows
      .filter(({ observation: { observedAt } }) => observedAt > after && observedAt <= until)
      .sort((a, b) => a.observation.observedAt - b.observation.observedAt);
    if (rows.length <= limit) return { statements: columnsOf(rows), until };
    const cut = (rows[limit] as Accepted).observation.observedAt;
    rows = rows.filter(({ observation }) => observation.observedAt < cut);
    return { statements: columnsOf(rows), until: cut - 1 };
  }
}

const givenUp = problem("history/given-up", "given up");
