import type { MessagePort, Worker } from "node:worker_threads";
import { type Problem, problem } from "../../../shared/problem.ts";
import { buffersOf } from "../twin-image.ts";
import type { Answer, Ask, Question, QuestionName } from "./questions.ts";

/** What goes to the thread of history. */
export type Asked =
  | {
      readonly type: "ask";
      readonly id: number;
      readonly name: QuestionName;
      readonly question: Question<QuestionName>;
    }
  | { readonly type: "give-up"; readonly id: number };

/** What comes back. */
export interface Answered {
  readonly type: "answer";
  readonly id: number;
  readonly answer: Answer<QuestionName> | Problem;
}

type Port = Pick<MessagePort | Worker, "postMessage" | "on">;

/** Asks over a port whose other end is given to `answerOver`. */
export function askOver(port: Port): Ask {
  const waiting = new Map<number, (answer: Answer<QuestionName> | Problem) => void>();
  let last = 0;
  let ended = false;
  port.on("message", (message: Answered) => {
    if (message.type !== "answer") return;
    waiting.get(message.id)?.(message.answer);
    waiting.delete(message.id);
  });
  const end = () => {
    ended = true;
    for (const resolve of waiting.values()) resolve(gone());
    waiting.clear();
  };
  port.on("close", end);
  port.on("exit", end);
  const ask = (name: QuestionName, question: Question<QuestionName>, signal?: AbortSignal) =>
    new Promise<Answer<QuestionName> | Problem>((resolve) => {
      if (signal?.aborted) return resolve(givenUp());
      if (ended) return resolve(gone());
      const id = ++last;
      const giveUp = () => {
        waiting.delete(id);
        port.postMessage({ type: "give-up", id } satisfies Asked);
        resolve(givenUp());
      };
      waiting.set(id, (answer) => {
        signal?.removeEventListener("abort", giveUp);
        resolve(answer);
      });
      signal?.addEventListener("abort", giveUp, { once: true });
      port.postMessage({ type: "ask", id, name, question } satisfies Asked);
    });
  return ask as Ask;
}

/** Answers what comes over a port; what is given up is told to the answerer by its signal. */
export function answerOver(port: Port, answer: Ask): void {
  const under = new Map<number, AbortController>();
  // Who asked has ended: nobody waits for the answers.
  port.on("close", () => {
    for (const control of under.values()) control.abort();
  });
  port.on("message", (message: Asked) => {
    if (message.type === "give-up") return under.get(message.id)?.abort();
    if (message.type !== "ask") return;
    const { id, name, question } = message;
    const control = new AbortController();
    under.set(id, control);
    void answer(name, question, control.signal)
      .catch((error: unknown) => failed(name, error))
      .then((told) => {
        under.delete(id);
        if (control.signal.aborted) return;
        port.postMessage({ type: "answer", id, answer: told } satisfies Answered, buffersIn(told));
      });
  });
}

/** The buffers of an answer that can be handed over without a copy. */
function buffersIn(answer: Answer<QuestionName> | Problem): ArrayBuffer[] {
  if ("image" in answer) return buffersOf(answer.image);
  if ("bytes" in answer) {
    const { buffer, byteLength } = answer.bytes;
    // A small Buffer lies in a pool with others.
    return byteLength === buffer.byteLength ? [buffer as ArrayBuffer] : [];
  }
  if ("statements" in answer)
    return Object.values(answer.statements)
      .filter((column) => ArrayBuffer.isView(column))
      .map(({ buffer }) => buffer as ArrayBuffer);
  return [];
}

function failed(name: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return problem("history/failed", `history: ${name} could not be answered (${reason}).`);
}

function gone(): Problem {
  return problem("history/unavailable", "history: its thread has ended.", "Ask again in a minute.");
}

function givenUp(): Problem {
  return problem("history/given-up", "history: the question was given up by its asker.");
}
