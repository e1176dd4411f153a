/** The thread of replays. */
import { parentPort, workerData } from "node:worker_threads";
import { problem } from "../../../shared/problem.ts";
import { askOver } from "../../state/history/ask-over.ts";
import type { Ask } from "../../state/history/questions.ts";
import { TickLoop } from "../tick-loop.ts";
import type { Order, Report, WorkerData } from "./replay-messages.ts";
import { ReplayWork } from "./replay-work.ts";

const { limits, tickMilliseconds } = workerData as WorkerData;
const post = (report: Report, transfer: readonly ArrayBuffer[] = []) =>
  parentPort?.postMessage(report, [...transfer]);

const nobody = (async () =>
  problem(
    "history/unavailable",
    "history: it cannot be asked now.",
    "It is tried again by itself.",
  )) as unknown as Ask;
let history = nobody;
const ask = ((name, question, signal) => history(name, question, signal)) as Ask;

const work = new ReplayWork({
  ...{ ask, limits, tickMilliseconds, post },
  now: Date.now,
  steady: () => performance.now(),
});
parentPort?.on("message", (order: Order) => {
  if (order.type !== "history") return work.take(order);
  const { port } = order;
  history = askOver(port);
  port.on("close", () => {
    history = nobody;
    post({ type: "history-lost" });
  });
});
new TickLoop(tickMilliseconds, () => work.tick()).start();
