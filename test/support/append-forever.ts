/**
 * Appends to a journal until it is killed: `node append-forever.ts FOLDER SEED`. Says of each batch that is durable
 * its last number and what was in it, one line each: "kept LAST SEED FIRST-SERIAL COUNT".
 */
import { writeSync } from "node:fs";
import { LIMITS } from "../../server/security/limits.ts";
import { Journal } from "../../server/state/journal/journal.ts";
import { serialBatch } from "./serial-batch.ts";

const [folder = "", seed = "0"] = process.argv.slice(2);
const log = { info: () => undefined, error: () => undefined };
const journal = new Journal({ folder, log, limits: LIMITS });
await journal.open();
writeSync(1, `open ${journal.last}\n`);
let serial = 0;
for (;;) {
  // Batches of all sizes, many at once, as feeds send them.
  const sent = Array.from({ length: 1 + (serial % 5) }, () => {
    const count = 1 + ((serial * 7919) % 300);
    const first = serial;
    serial += count;
    return { first, count, kept: journal.append(serialBatch(Number(seed), first, count)) };
  });
  for (const { first, count, kept } of sent) {
    await kept;
    writeSync(1, `kept ${journal.last} ${seed} ${first} ${count}\n`);
  }
}
