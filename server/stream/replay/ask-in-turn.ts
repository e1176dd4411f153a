import { problem } from "../../../shared/problem.ts";
import type { Ask, QuestionName } from "../../state/history/questions.ts";

interface Waiting {
  readonly signal: AbortSignal | undefined;
  /** Told whether it is to be asked. */
  readonly turn: (asked: boolean) => void;
}

/**
 * Asks at most so many questions at once, and lets the others wait for their turn: pictures that somebody waits for
 * before what is read ahead. What is given up while it waits is never asked.
 */
export function askInTurn(ask: Ask, atOnce: number): Ask {
  const urgent: Waiting[] = [];
  const later: Waiting[] = [];
  let under = 0;
  const next = () => {
    while (under < atOnce) {
      const waiting = urgent.shift() ?? later.shift();
      if (waiting === undefined) return;
      const asked = waiting.signal?.aborted !== true;
      if (asked) under++;
      waiting.turn(asked);
    }
  };
  const inTurn = async (name: QuestionName, question: never, signal?: AbortSignal) => {
    const asked = await new Promise<boolean>((turn) => {
      (name === "as-of" ? urgent : later).push({ signal, turn });
      next();
    });
    if (!asked)
      return problem("history/given-up", "history: the question was given up by its asker.");
    try {
      return await ask(name, question, signal);
    } finally {
      under--;
      next();
    }
  };
  return inTurn as unknown as Ask;
}
