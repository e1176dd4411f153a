import type { Response } from "express";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import type { Answer, Question, QuestionName } from "../../state/history/questions.ts";
import { AtOnce } from "../at-once.ts";
import type { HistoryAnswers } from "./history-answers.ts";

const TOO_SLOW = "history/too-slow";
/** What the thread of history says where its own limit of time came first. */
const SLOW: readonly string[] = [TOO_SLOW, "history/timeout"];

/** Where the routes hand in their questions: a few at once, none for longer than its limit, none for who has gone. */
export class HistoryDesk {
  readonly #history: HistoryAnswers;
  readonly #limits: Limits;
  readonly #atOnce: AtOnce;
  #asked = 0;
  #open = 0;
  /** Bytes of answers that nobody has read yet. */
  #unread = 0;

  constructor(history: HistoryAnswers, limits: Limits) {
    this.#history = history;
    this.#limits = limits;
    const { historyQuestionsAtOnce: most } = limits;
    this.#atOnce = new AtOnce("questions to the history", most, "historyQuestionsAtOnce");
  }

  /** Questions so far, and those that are worked on. */
  figures(): { readonly asked: number; readonly open: number } {
    return { asked: this.#asked, open: this.#open };
  }

  /**
   * The answer, or why there is none; undefined where nobody waits for it any more.
   * @param narrow What to ask for instead where it takes too long.
   */
  async ask<N extends QuestionName>(
    name: N,
    question: Question<N>,
    response: Response,
    narrow: string,
  ): Promise<Answer<N> | Problem | undefined> {
    const full = this.#tooMuchUnread();
    if (full !== undefined) return full;
    const gone = new AbortController();
    const leave = () => gone.abort();
    response.once("close", leave);
    // Who went away before this line has no event to come.
    if (response.destroyed) gone.abort();
    const late = AbortSignal.timeout(this.#limits.historyTimeout);
    const answer = await this.#atOnce.run(async () => {
      this.#asked++;
      this.#open++;
      const either = AbortSignal.any([gone.signal, late]);
      return this.#history.ask(name, question, either).finally(() => this.#open--);
    });
    response.off("close", leave);
    if (gone.signal.aborted) return undefined;
    const slow = isProblem(answer) && (late.aborted || SLOW.includes(answer.code));
    if (slow) return this.#tooSlow(narrow);
    if (!isProblem(answer)) this.#hold("bytes" in answer ? answer.bytes.byteLength : 0, response);
    return answer;
  }

  /** Counts an answer until it is read; who reads nothing of it for long does not get the rest. */
  #hold(bytes: number, response: Response): void {
    this.#unread += bytes;
    response.once("close", () => {
      this.#unread -= bytes;
    });
    response.setTimeout(this.#limits.historyReading, () => response.destroy());
  }

  #tooMuchUnread(): Problem | undefined {
    const { historyUnread: most } = this.#limits;
    if (this.#unread < most) return undefined;
    const message = `Answers of the history with ${this.#unread} bytes are not read yet; there may be ${most} (historyUnread).`;
    return problem("http/busy", message, "Ask again in a minute, and read what was asked for.");
  }

  #tooSlow(narrow: string): Problem {
    const { historyTimeout } = this.#limits;
    const message = `The history had no answer within ${historyTimeout / 1_000} s (historyTimeout).`;
    return problem(TOO_SLOW, message, narrow);
  }
}
