import { Worker } from "node:worker_threads";
import type { Order, Report, WorkerData } from "./worker-messages.ts";

/** Milliseconds until a thread that failed is started again: doubled each time, up to the longest. */
const RESTART = 500;
const LONGEST = 30_000;

interface Options {
  readonly data: WorkerData;
  /** A thread has begun, that knows nothing yet. */
  readonly onBegin: () => void;
  readonly onReport: (report: Report) => void;
  /** It has ended, and begins again in so many milliseconds. */
  readonly onFail: (error: Error, pause: number) => void;
}

/** The thread of spatial answers: begun again by itself where it fails. */
export class SpatialThread {
  readonly #options: Options;
  #worker: Worker | undefined;
  #pause = RESTART;
  #restart: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  begin(): void {
    const { data, onBegin, onReport } = this.#options;
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: data });
    this.#worker = worker;
    let failure: Error | undefined;
    worker.on("message", (report: Report) => {
      if (this.#worker !== worker) return;
      if (report.type === "news") this.#pause = RESTART;
      onReport(report);
    });
    worker.on("error", (error: Error) => {
      failure = error;
    });
    worker.on("exit", (code) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#fail(failure ?? new Error(`it ended with ${code}`));
    });
    onBegin();
  }

  post(order: Order, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker?.postMessage(order, [...transfer]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#restart);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #fail(error: Error): void {
    if (this.#stopped) return;
    const pause = this.#pause;
    this.#pause = Math.min(LONGEST, 2 * pause);
    this.#options.onFail(error, pause);
    this.#restart = setTimeout(() => this.begin(), pause);
  }
}
