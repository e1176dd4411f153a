import { isProblem, type Problem } from "../../../shared/problem.ts";
import type { Ask } from "../../state/history/questions.ts";
import type { TwinImage } from "../../state/twin-image.ts";

/** The city as of a moment, and whether nothing newer is being asked for. */
export interface Picture {
  readonly at: number;
  readonly image: TwinImage;
  readonly last: boolean;
}

interface Question {
  readonly at: number;
  readonly control: AbortController;
}

/**
 * Asks for the city as of moments of which only the newest counts. Two are asked for at once: the newest, and the
 * oldest that is under way, so that a picture follows also while somebody scrubs on and on.
 */
export class NewestPicture {
  readonly #ask: Ask;
  readonly #take: (picture: Picture) => void;
  readonly #fail: (fault: Problem, at: number) => void;
  #asked: Question[] = [];

  /** @param fail told where the newest cannot be answered */
  constructor(
    ask: Ask,
    take: (picture: Picture) => void,
    fail: (fault: Problem, at: number) => void,
  ) {
    this.#ask = ask;
    this.#take = take;
    this.#fail = fail;
  }

  /** The moment that is being asked for; undefined where none is. */
  get wanted(): number | undefined {
    return this.#asked.at(-1)?.at;
  }

  want(at: number): void {
    for (const passed of this.#asked.splice(1)) passed.control.abort();
    const question = { at, control: new AbortController() };
    this.#asked.push(question);
    void this.#answer(question);
  }

  /** Gives up what is asked for. */
  cancel(): void {
    for (const { control } of this.#asked.splice(0)) control.abort();
  }

  async #answer(question: Question): Promise<void> {
    const { at, control } = question;
    const answer = await this.#ask("as-of", { at }, control.signal);
    const place = this.#asked.indexOf(question);
    if (place < 0) return;
    for (const passed of this.#asked.splice(0, place + 1))
      if (passed !== question) passed.control.abort();
    const last = this.#asked.length === 0;
    if (!isProblem(answer)) this.#take({ at, image: answer.image, last });
    else if (last) this.#fail(answer, at);
  }
}
