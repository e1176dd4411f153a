import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { History } from "../../../server/state/history/history.ts";
import { Journal } from "../../../server/state/journal/journal.ts";
import { isProblem } from "../../../shared/problem.ts";
import type { Kept } from "./kept.ts";
import { keptSeconds } from "./kept-seconds.ts";

const quiet = { info: () => undefined, warn: console.error, error: console.error };

/** The past of a city in the real store, in a folder of its own that goes with the process. */
export async function keptOnDisk(kept: Kept): Promise<History> {
  const folder = mkdtempSync(join(tmpdir(), "machinami-bench-replay-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  process.once("SIGTERM", () => process.exit());
  const journal = new Journal({ folder, log: quiet });
  await journal.open();
  const history = new History({
    ...{ folder, journal: journal.path, log: quiet },
    onSealed: (number) => journal.forget(number),
  });
  const begun = await history.start();
  if (isProblem(begun)) throw new Error(begun.message);
  let said = 0;
  for (const { rows } of keptSeconds(kept)) {
    said += rows.length;
    await journal.append(rows);
  }
  // Until all of it can be asked for, and what is written for the first time has been.
  while ((await history.status()).observations < said) await wait(200);
  return history;
}
