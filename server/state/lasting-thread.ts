import { type Transferable, Worker } from "node:worker_threads";

interface Options<Report> {
  readonly program: URL;
  /** Its `workerData`, asked for each time that it begins. */
  readonly data: () => unknown;
  /** Milliseconds until it is begun again after a failure: doubled each time, up to the longest. */
  readonly pause: { readonly first: number; readonly longest: number };
  /** A thread has begun, that knows nothing yet. */
  readonly onBegin?: () => void;
  /** Gives whether this shows that the thread works: the next pause is short again. */
  readonly onReport: (report: Report) => boolean;
  /** It has ended without being told to, and begins again in so many milliseconds. */
  readonly onFail: (error: Error, pause: number) => void;
}

/** A worker thread that is begun again by itself where it fails. */
export class LastingThread<Order, Report> {
  readonly #options: Options<Report>;
  #worker: Worker | undefined;
  #pause: number;
  #restart: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(options: Options<Report>) {
    this.#options = options;
    this.#pause = options.pause.first;
  }

  /** Undefined between a failure and the next beginning. */
  get worker(): Worker | undefined {
    return this.#worker;
  }

  begin(): void {
    const { program, data, pause, onBegin, onReport } = this.#options;
    const worker = new Worker(program, { workerData: data() });
    this.#worker = worker;
    let failure: Error | undefined;
    worker.on("message", (report: Report) => {
      if (this.#worker === worker && onReport(report)) this.#pause = pause.first;
    });
    worker.on("error", (error: Error) => {
      failure = error;
    });
    worker.on("exit", (code) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      if (!this.#stopping) this.#fail(failure ?? new Error(`it ended with ${code}`));
    });
    onBegin?.();
  }

  /** Whether there is a thread that it can be sent to. */
  post(order: Order, transfer: readonly Transferable[] = []): boolean {
    this.#worker?.postMessage(order, [...transfer]);
    return this.#worker !== undefined;
  }

  /**
   * It is not begun again. Ends it at once, or when `finished` tells whether it may be ended; one that may not goes
   * on without being waited for.
   */
  async stop(finished?: Promise<boolean>): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const worker = this.#worker;
    if (worker === undefined) return;
    const exited = new Promise<boolean>((resolve) => worker.once("exit", () => resolve(true)));
    const mayEnd = finished === undefined || (await Promise.race([finished, exited]));
    this.#worker = undefined;
    if (mayEnd) await worker.terminate();
    else worker.unref();
  }

  #fail(error: Error): void {
    const pause = this.#pause;
    this.#pause = Math.min(this.#options.pause.longest, 2 * pause);
    this.#options.onFail(error, pause);
    this.#restart = setTimeout(() => this.begin(), pause);
  }
}
