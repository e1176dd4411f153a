import { Worker } from "node:worker_threads";
import type { JournalData, JournalOrder, JournalReport } from "./journal-messages.ts";

/** Milliseconds until a thread that failed is begun again. */
const RESTART = 1_000;

interface Options {
  readonly data: JournalData;
  readonly onReport: (report: JournalReport) => void;
  /** It has ended without being told to, and begins again. */
  readonly onFail: (error: Error) => void;
}

/** The journal's thread: begun again by itself where it fails. */
export class JournalThread {
  readonly #options: Options;
  #worker: Worker | undefined;
  #restart: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  begin(): void {
    const { data, onReport } = this.#options;
    const worker = new Worker(new URL("./journal-worker.ts", import.meta.url), {
      workerData: data,
    });
    this.#worker = worker;
    let failure: Error | undefined;
    worker.on("message", onReport);
    worker.on("error", (error: Error) => {
      failure = error;
    });
    worker.on("exit", (code) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      if (!this.#stopped) this.#fail(failure ?? new Error(`it ended with ${code}`));
    });
  }

  post(order: JournalOrder, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker?.postMessage(order, [...transfer]);
  }

  /** It may end from now on; what is left of it then is ended. */
  async stop(ended: Promise<void>): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#restart);
    if (this.#worker !== undefined) await ended;
    await this.#worker?.terminate();
  }

  #fail(error: Error): void {
    this.#options.onFail(error);
    this.#restart = setTimeout(() => this.begin(), RESTART);
  }
}
