import { type Problem, problem } from "../../../shared/problem.ts";
import type { Ask, QuestionName } from "../../state/history/questions.ts";

/** What waits: pictures that somebody asked for, what is read ahead of clocks that run, and pictures for the way. */
export interface Turns {
  readonly seeking: Ask;
  readonly reading: Ask;
  readonly leaping: Ask;
}

/** Whose turn it is, over and over: those who wait for a picture most often, and nobody never. */
const ORDER = ["seeking", "reading", "seeking", "leaping"] as const;

/** Told whether it is to be asked. */
type Turn = (asked: boolean) => void;

/**
 * Asks at most so many questions at once, and lets the others wait for their turn. What is given up while it waits is
 * never asked.
 */
export function askInTurn(ask: Ask, atOnce: number): Turns {
  const waiting = {
    seeking: new Set<Turn>(),
    reading: new Set<Turn>(),
    leaping: new Set<Turn>(),
  } satisfies Record<keyof Turns, Set<Turn>>;
  let under = 0;
  let turns = 0;
  const take = (): Turn | undefined => {
    for (let tried = 0; tried < ORDER.length; tried++) {
      const queue = waiting[ORDER[turns++ % ORDER.length] as keyof Turns];
      for (const turn of queue) {
        queue.delete(turn);
        return turn;
      }
    }
    return undefined;
  };
  const next = () => {
    while (under < atOnce) {
      const turn = take();
      if (turn === undefined) return;
      under++;
      turn(true);
    }
  };
  const asker = (queue: Set<Turn>) => {
    const inTurn = async (name: QuestionName, question: never, signal?: AbortSignal) => {
      if (!(await itsTurn(queue, next, signal))) return givenUp();
      try {
        return await ask(name, question, signal);
      } finally {
        under--;
        next();
      }
    };
    return inTurn as unknown as Ask;
  };
  return {
    seeking: asker(waiting.seeking),
    reading: asker(waiting.reading),
    leaping: asker(waiting.leaping),
  };
}

/** Waits; false where it was given up meanwhile. */
function itsTurn(queue: Set<Turn>, next: () => void, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const giveUp = () => {
      queue.delete(turn);
      resolve(false);
    };
    const turn = (asked: boolean) => {
      signal?.removeEventListener("abort", giveUp);
      resolve(asked);
    };
    signal?.addEventListener("abort", giveUp, { once: true });
    queue.add(turn);
    next();
  });
}

function givenUp(): Problem {
  return problem("history/given-up", "history: the question was given up by its asker.");
}
