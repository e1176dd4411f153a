import { setTimeout as wait } from "node:timers/promises";
import { LastingThread } from "../lasting-thread.ts";
import type { HistoryData, Report, ToThread } from "./thread-messages.ts";

const PAUSE = { first: 500, longest: 10_000 };

interface Options {
  readonly data: Omit<HistoryData, "first">;
  readonly onReport: (report: Report) => void;
  /** It has ended, and begins again in so many milliseconds. */
  readonly onFail: (error: Error, pause: number) => void;
}

/** The thread of history; it is told whether it is the first, and lets its database go before it ends. */
export class HistoryThread extends LastingThread<ToThread, Report> {
  readonly #stopped: PromiseWithResolvers<boolean>;

  constructor({ data, onReport, onFail }: Options) {
    const stopped = Promise.withResolvers<boolean>();
    let first = true;
    super({
      program: new URL("./worker.ts", import.meta.url),
      data: (): HistoryData => ({ ...data, first }),
      pause: PAUSE,
      onReport: (report) => {
        const isReady = report.type === "ready";
        if (isReady) first = false;
        if (report.type === "stopped") stopped.resolve(true);
        onReport(report);
        return isReady;
      },
      onFail,
    });
    this.#stopped = stopped;
  }

  /**
   * Lets it finish, for so many milliseconds at most. Then it is not ended: with something under way in its
   * database, its end would be that of the process.
   */
  async finish(milliseconds: number): Promise<void> {
    const late = wait(milliseconds, false, { ref: false });
    this.post({ type: "stop" });
    await this.stop(Promise.race([this.#stopped.promise, late]));
  }
}
