/**
 * Appends to a journal one batch after the other, whether they are kept or not, and tells what became of each:
 * `node append-and-tell.ts FOLDER`; "kept FIRST-SERIAL COUNT" or "refused FIRST-SERIAL COUNT CODE", one line each.
 */
import { writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Journal } from "../../server/state/journal/journal.ts";
import { JournalFault } from "../../server/state/journal/journal-fault.ts";
import { serialBatch } from "./serial-batch.ts";

const COUNT = 100;
const [folder = ""] = process.argv.slice(2);
const log = { info: () => undefined, error: () => undefined };
const journal = new Journal({ folder, log });
await journal.open();
writeSync(1, "open\n");
for (let serial = 0; ; serial += COUNT) {
  try {
    await journal.append(serialBatch(0, serial, COUNT));
    writeSync(1, `kept ${serial} ${COUNT}\n`);
  } catch (error) {
    const code = error instanceof JournalFault ? error.problem.code : String(error);
    writeSync(1, `refused ${serial} ${COUNT} ${code}\n`);
    await wait(20);
  }
}
