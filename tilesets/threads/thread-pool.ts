import { Worker } from "node:worker_threads";
import type { FromThread, ToThread } from "./thread-messages.ts";

/** Megabytes of a thread's short-lived objects: with more room fewer of them live long enough to be moved. */
const YOUNG = 24;

/** A thread ended before its work was done: mostly because memory did not suffice. */
export class ThreadDied extends Error {}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** What threads are started with. */
export interface ThreadOptions {
  /** A module that calls `serveThread`. */
  readonly script: URL;
  readonly count: number;
  /** For each thread by its number. */
  readonly data: (thread: number) => unknown;
  /** Answers what threads ask while they work. */
  readonly answer?: (question: never) => Promise<unknown>;
}

/** Threads that do tasks of one kind, each one after another. */
export class ThreadPool<Task, Result> {
  readonly #threads: readonly Thread[];
  readonly #answer: ThreadOptions["answer"];
  #count = 0;
  #fault: Error | undefined;

  constructor({ script, count, data, answer }: ThreadOptions) {
    this.#answer = answer;
    this.#threads = Array.from({ length: count }, (_, number) => this.#start(script, data(number)));
  }

  get size(): number {
    return this.#threads.length;
  }

  /** Gives a task to the thread that has fewest. @param transfer what it is to have without a copy */
  run(task: Task, transfer: readonly ArrayBuffer[] = []): Promise<Result> {
    if (this.#fault !== undefined) return Promise.reject(this.#fault);
    const thread = this.#threads.reduce((least, each) =>
      each.waiting.size < least.waiting.size ? each : least,
    );
    const number = this.#count++;
    const result = new Promise<Result>((resolve, reject) => {
      thread.waiting.set(number, { resolve, reject });
    });
    // Whoever waits for it is told; it may fail before somebody does.
    result.catch(() => undefined);
    post(thread, { sort: "task", number, value: task }, transfer);
    return result;
  }

  /** Ends the threads, whatever they are at. */
  async close(): Promise<void> {
    this.#fault ??= new ThreadDied("the threads were closed");
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #start(script: URL, workerData: unknown): Thread {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG };
    const worker = new Worker(script, { workerData, resourceLimits });
    const thread: Thread = { worker, waiting: new Map() };
    worker.on("message", (message: FromThread) => this.#take(thread, message));
    worker.on("error", (error: Error) => this.#fail(error));
    worker.on("exit", (code) => this.#fail(new ThreadDied(`a thread ended with code ${code}`)));
    return thread;
  }

  #take(thread: Thread, message: FromThread): void {
    if (message.sort === "question") void this.#reply(thread, message.number, message.value);
    else {
      const waiting = thread.waiting.get(message.number);
      thread.waiting.delete(message.number);
      if (message.sort === "failed") waiting?.reject(message.error);
      else waiting?.resolve(message.value as never);
    }
  }

  async #reply(thread: Thread, number: number, value: unknown): Promise<void> {
    try {
      const answer = await this.#answer?.(value as never);
      post(thread, { sort: "answer", number, value: answer });
    } catch {
      post(thread, { sort: "unanswered", number });
    }
  }

  /** What one thread cannot do is not done: all that wait are told. */
  #fail(error: Error): void {
    this.#fault ??= error instanceof ThreadDied ? error : new ThreadDied(error.message);
    for (const { waiting } of this.#threads ?? []) {
      for (const { reject } of waiting.values()) reject(this.#fault);
      waiting.clear();
    }
  }
}

function post({ worker }: Thread, message: ToThread, transfer: readonly ArrayBuffer[] = []): void {
  worker.postMessage(message, transfer);
}
