import { type MessagePort, Worker } from "node:worker_threads";
import type { Order, Report, WorkerData } from "./replay-messages.ts";

/** Milliseconds until a thread that failed is started again, or a history that was lost is asked for: doubled each time. */
const RESTART = 500;
const LONGEST = 30_000;

interface Options {
  readonly data: WorkerData;
  /** The other end of a port over which history can be asked. */
  readonly connect: () => MessagePort;
  /** A thread has begun, that knows no page yet. */
  readonly onBegin: () => void;
  readonly onReport: (report: Exclude<Report, { type: "history-lost" }>) => void;
  /** It has ended, and begins again in so many milliseconds. */
  readonly onFail: (error: Error, pause: number) => void;
}

/** The thread of replays: begun again by itself where it fails, and given another history where its own is lost. */
export class ReplayThread {
  readonly #options: Options;
  #worker: Worker | undefined;
  #pause = RESTART;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  begin(): void {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: this.#options.data,
    });
    this.#worker = worker;
    let failure: Error | undefined;
    worker.on("message", (report: Report) => {
      if (this.#worker !== worker) return;
      if (report.type === "history-lost") return this.#later(() => this.#connect());
      this.#pause = RESTART;
      this.#options.onReport(report);
    });
    worker.on("error", (error: Error) => {
      failure = error;
    });
    worker.on("exit", (code) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      if (this.#stopped) return;
      this.#options.onFail(failure ?? new Error(`it ended with ${code}`), this.#pause);
      this.#later(() => this.begin());
    });
    this.#connect();
    this.#options.onBegin();
  }

  post(order: Order): void {
    this.#worker?.postMessage(order);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #connect(): void {
    const port = this.#options.connect();
    this.#worker?.postMessage({ type: "history", port } satisfies Order, [port]);
  }

  #later(work: () => void): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(work, this.#pause);
    this.#pause = Math.min(LONGEST, 2 * this.#pause);
  }
}
