import type { Response } from "express";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import type { Answer, Question, QuestionName } from "../../state/history/questions.ts";
import { AtOnce } from "../at-once.ts";
import type { HistoryAnswers } from "./history-answers.ts";
import { TOO_SLOW, tooSlow } from "./too-slow.ts";

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
    if (this.#unread >= this.#limits.historyUnread) return this.#tooMuchUnread();
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
    if (isProblem(answer))
      return late.aborted || answer.code === TOO_SLOW ? tooSlow(this.#limits, narrow) : answer;
    const bytes = "bytes" in answer ? answer.bytes.byteLength : 0;
    // Others were given since it was asked. One that is larger than all the room goes alone.
    const full = bytes > 0 && this.#unread + bytes > this.#limits.historyUnread;
    if (full && this.#unread > 0) return this.#tooMuchUnread();
    this.#hold(bytes, response);
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

  #tooMuchUnread(): Problem {
    const { historyUnread: most } = this.#limits;
    const message = `Answers of the history with ${this.#unread} bytes are not read yet; with this one there may be ${most} (historyUnread).`;
    return problem("http/busy", message, "Ask again in a minute, and read what was asked for.");
  }
}
