import { type Transferable, Worker } from "node:worker_threads";
import type { HistoryData, Report, ToThread } from "./thread-messages.ts";

/** Milliseconds until a thread that failed is begun again: doubled each time, up to the longest. */
const RESTART = 500;
const LONGEST = 10_000;

interface Options {
  readonly data: Omit<HistoryData, "first">;
  readonly onReport: (report: Report) => void;
  /** It has ended, and begins again in so many milliseconds. */
  readonly onFail: (error: Error, pause: number) => void;
}

/** The thread of history: begun again by itself where it fails. */
export class HistoryThread {
  readonly #options: Options;
  #worker: Worker | undefined;
  #first = true;
  #pause = RESTART;
  #restart: NodeJS.Timeout | undefined;
  #stopped: (() => void) | undefined;
  #stopping = false;

  constructor(options: Options) {
    this.#options = options;
  }

  get worker(): Worker | undefined {
    return this.#worker;
  }

  begin(): void {
    const workerData: HistoryData = { ...this.#options.data, first: this.#first };
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData });
    this.#worker = worker;
    let failure: Error | undefined;
    worker.on("message", (report: Report) => {
      if (this.#worker !== worker) return;
      if (report.type === "ready") {
        this.#first = false;
        this.#pause = RESTART;
      }
      if (report.type === "stopped") this.#stopped?.();
      this.#options.onReport(report);
    });
    worker.on("error", (error: Error) => {
      failure = error;
    });
    worker.on("exit", (code) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#stopped?.();
      this.#fail(failure ?? new Error(`it ended with ${code}`));
    });
  }

  /** Whether there is a thread that it can be sent to. */
  post(order: ToThread, transfer: readonly Transferable[] = []): boolean {
    this.#worker?.postMessage(order, [...transfer]);
    return this.#worker !== undefined;
  }

  /** Lets it finish, for so many milliseconds at most. */
  async stop(milliseconds: number): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(resolve, milliseconds, false);
      this.#stopped = () => {
        clearTimeout(timer);
        resolve(true);
      };
      worker.postMessage({ type: "stop" } satisfies ToThread);
    });
    this.#worker = undefined;
    // With something under way in its database, its end would be that of the process.
    if (ended) await worker.terminate();
    else worker.unref();
  }

  #fail(error: Error): void {
    if (this.#stopping) return;
    const pause = this.#pause;
    this.#pause = Math.min(LONGEST, 2 * pause);
    this.#options.onFail(error, pause);
    this.#restart = setTimeout(() => this.begin(), pause);
  }
}
