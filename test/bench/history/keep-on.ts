/** Keeps 10,000 observations a second in a folder until it is killed, and says how many are acknowledged. */
import { setTimeout as wait } from "node:timers/promises";
import { openHistory } from "./open-history.ts";
import { Said } from "./said.ts";

const { journal } = await openHistory(process.argv[2] as string);
const said = new Said(10_000);
let acknowledged = 0;
for (;;) {
  const batch = said.take(100, Date.now());
  void journal.append(batch).then(() => {
    acknowledged += batch.length;
    process.send?.(acknowledged);
  });
  await wait(10);
}
