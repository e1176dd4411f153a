import { parentPort } from "node:worker_threads";
import type { FromThread, ToThread } from "./thread-messages.ts";

/** What is done with a task; `ask` asks the main thread. */
type Serve<Task> = (task: Task, ask: Ask) => Promise<Served>;
/** Rejects where the main thread could not answer. */
export type Ask = (question: unknown) => Promise<unknown>;

/** What a task came to, and what of it goes without a copy. */
export interface Served {
  readonly result: unknown;
  readonly transfer?: readonly ArrayBuffer[];
}

/** Does the tasks of a `ThreadPool` in this thread, one after another. */
export function serveThread<Task>(serve: Serve<Task>): void {
  const port = parentPort;
  if (port === null) throw new Error("serveThread: this is no thread");
  const tell = (message: FromThread, transfer: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  let questions = 0;
  const ask: Ask = (value) => {
    const number = questions++;
    const answer = Promise.withResolvers<unknown>();
    asked.set(number, answer);
    tell({ sort: "question", number, value });
    return answer.promise;
  };
  let last = Promise.resolve();
  port.on("message", (message: ToThread) => {
    const { number } = message;
    if (message.sort === "task") {
      last = last.then(async () => {
        try {
          const { result, transfer } = await serve(message.value as Task, ask);
          tell({ sort: "done", number, value: result }, transfer);
        } catch (error) {
          tell({ sort: "failed", number, error: error as Error });
        }
      });
      return;
    }
    const answer = asked.get(number);
    asked.delete(number);
    if (message.sort === "answer") answer?.resolve(message.value);
    else answer?.reject(new Error("the main thread has no answer"));
  });
}
