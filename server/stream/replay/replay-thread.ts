import type { MessagePort } from "node:worker_threads";
import { LastingThread } from "../../state/lasting-thread.ts";
import type { Order, Report, WorkerData } from "./replay-messages.ts";

const PAUSE = { first: 500, longest: 30_000 };
/** Milliseconds until a history that was lost is asked for again. */
const RECONNECT = 500;

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

/** The thread of replays, which is given another history where its own is lost. */
export class ReplayThread extends LastingThread<Order, Report> {
  constructor({ data, connect, onBegin, onReport, onFail }: Options) {
    const give = () => {
      const port = connect();
      if (!this.post({ type: "history", port }, [port])) port.close();
    };
    super({
      program: new URL("./worker.ts", import.meta.url),
      data: () => data,
      pause: PAUSE,
      onBegin: () => {
        give();
        onBegin();
      },
      onReport: (report) => {
        if (report.type === "history-lost") setTimeout(give, RECONNECT).unref();
        else onReport(report);
        return report.type !== "history-lost";
      },
      onFail,
    });
  }
}
