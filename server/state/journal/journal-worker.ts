/** The thread of the journal: one writer of one file. */
import { parentPort, workerData } from "node:worker_threads";
import { JournalFile } from "./journal-file.ts";
import type { JournalData, JournalOrder, JournalReport } from "./journal-messages.ts";
import { encodeStatements } from "./statement-codec.ts";

const file = new JournalFile(workerData as JournalData);
const tell = (report: JournalReport) => parentPort?.postMessage(report);
let forgotten = 0;
let forgetting = false;

function take(order: JournalOrder): void {
  switch (order.type) {
    case "write": {
      const fault = file.fault ?? file.write(order.columns, encodeStatements(order.columns));
      return tell(
        fault === undefined ? { type: "written", last: file.last } : { type: "refused", fault },
      );
    }
    case "probe": {
      const opened = file.probe();
      return tell({ type: "probed", fault: file.fault, opened });
    }
    case "go-on-above":
      return file.goOnAbove(order.number);
    case "forget":
      forgotten = Math.max(forgotten, order.number);
      if (!forgetting) forget();
      return;
    case "close":
      file.close();
      tell({ type: "closed" });
      parentPort?.close();
  }
}

/** A part at a time, so that batches come in between. */
function forget(): void {
  forgetting = file.forget(forgotten);
  if (forgetting) setImmediate(forget);
}

const opened = file.open();
if ("code" in opened) tell({ type: "unusable", fault: opened });
else tell({ type: "opened", ...opened, fault: file.fault });
parentPort?.on("message", take);
