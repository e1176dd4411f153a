/** The thread of history. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { buffersOf, EMPTY_IMAGE } from "../twin-image.ts";
import { answerOver } from "./ask-over.ts";
import { answerQuestions } from "./questions/answer.ts";
import { condemn, isDamage } from "./store/database.ts";
import { Store } from "./store/store.ts";
import type { HistoryData, Order, Report, ToThread } from "./thread-messages.ts";

/** Milliseconds between two readings of the journal, and between two times of sealing and tidying. */
const BEAT = 200;
const TEND = 5_000;
const BUGS = ["uncaughtException", "unhandledRejection"] as const;

const { folder, journal, limits, first } = workerData as HistoryData;
const port = parentPort as MessagePort;
const tell = (report: Report, transfer: readonly ArrayBuffer[] = []) =>
  port.postMessage(report, [...transfer]);
const deaf = () => {
  for (const event of BUGS) process.removeAllListeners(event);
};
/** A bug before the store is open waits until it is. */
let early: { readonly error: unknown } | undefined;
for (const event of BUGS)
  process.on(event, (error: unknown) => {
    early ??= { error };
  });
const store = await Store.open({
  ...{ folder, journal, limits, now: Date.now },
  onSealed: (number) => tell({ type: "sealed", number }),
  onDamage: (error) => fail(error),
}).catch((error: unknown) => {
  deaf();
  throw error;
});
if (first) store.noteEvents([{ at: Date.now(), type: "start" }]);
// What a run before left of its answers is nobody's.
const answers = join(folder, "answers");
await rm(answers, { recursive: true, force: true }).catch(() => undefined);
answerOver(port, answerQuestions({ look: store.look, limits, folder: answers }));
const answerReplays = answerQuestions({ look: store.lookOfReplays, limits, folder: answers });
port.on("message", (message: ToThread) => take(message as Order));
// A server that runs has its own city.
const image = first ? store.image() : EMPTY_IMAGE;
tell(
  { type: "ready", image, notes: store.notes, last: store.last.number },
  first ? buffersOf(image) : [],
);

let failed = false;
/** What fails here fails the thread, once nothing of it is under way: it is begun again, from what is durable. */
const fail = (error: unknown) => {
  if (failed) return;
  failed = true;
  if (isDamage(error)) condemn(folder, error);
  for (const beat of beats) beat.stop();
  const end = () => {
    deaf();
    setImmediate(() => {
      throw error;
    });
  };
  void store.abandon().then(end, end);
};
deaf();
for (const event of BUGS) process.on(event, fail);
const beats = [every(BEAT, () => store.catchUp()), every(TEND, () => store.tend())];
if (early !== undefined) fail(early.error);

function every(milliseconds: number, work: () => Promise<void>): { stop: () => void } {
  let stopped = false;
  const next = () => {
    timer = setTimeout(() => {
      void work().then(
        () => {
          if (!stopped) next();
        },
        (error: unknown) => {
          if (!stopped) fail(error);
        },
      );
    }, milliseconds);
  };
  let timer: NodeJS.Timeout;
  next();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function take(order: Order): void {
  if (order.type === "connect") answerOver(order.port, answerReplays);
  else if (order.type === "note") store.noteEvents(order.events);
  else if (order.type === "refused") store.countRefused(order.counts);
  else if (order.type === "status") {
    const { id, retention } = order;
    const asked = retention === undefined ? store.status() : store.setRetention(retention);
    void asked.then((status) => tell({ type: "status", id, status }), fail);
  } else if (order.type === "stop") {
    for (const beat of beats) beat.stop();
    store.noteEvents([{ at: Date.now(), type: "stop" }]);
    void store.close().then(() => tell({ type: "stopped" }), fail);
  }
}
