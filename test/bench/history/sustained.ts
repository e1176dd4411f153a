import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { Twin } from "../../../server/state/twin.ts";
import { quantile, rounded } from "../support/statistics.ts";
import { openHistory } from "./open-history.ts";
import { Said } from "./said.ts";

const RATE = 10_000;
const CARS = 10_000;
/** Milliseconds between two hand-overs: as some ten feeds would come. */
const STEP = 10;

/** 10,000 observations a second through journal, twin and history, as the server does it; what is acknowledged, and when. */
export async function sustained(seconds: number) {
  const folder = await mkdtemp(join(tmpdir(), "machinami-bench-"));
  const { journal, history, close } = await openHistory(folder);
  const said = new Said(CARS);
  const twin = new Twin();
  const waits: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  let sent = 0;
  let underWay: Promise<void>[] = [];
  while (performance.now() - begun < seconds * 1000) {
    const due = Math.floor(((performance.now() - begun) / 1000) * RATE);
    const batch = said.take(due - sent, Date.now());
    sent = due;
    const handed = performance.now();
    underWay.push(
      journal.append(batch).then(() => {
        waits.push(performance.now() - handed);
        for (const each of batch) twin.merge(each);
      }),
    );
    if (underWay.length > 1_000) underWay = underWay.slice(-500);
    await wait(STEP);
  }
  await Promise.all(underWay);
  const took = (performance.now() - begun) / 1000;
  delay.disable();
  const at = Date.now();
  const asked = performance.now();
  await history.ask("as-of", { at });
  const asOf = performance.now() - asked;
  const { observations, bytes } = await history.status();
  await close();
  await rm(folder, { recursive: true });
  return {
    store: "journal + history",
    seconds: rounded(took),
    "observations/s": rounded(sent / took),
    "acknowledged p50 ms": rounded(quantile(waits, 0.5)),
    "p99 ms": rounded(quantile(waits, 0.99)),
    "most ms": rounded(Math.max(...waits)),
    "loop p99 ms": rounded(delay.percentile(99) / 1e6),
    "loop most ms": rounded(delay.max / 1e6),
    missing: sent - observations,
    "hot bytes/row": rounded(bytes.hot / sent),
    "as of now ms": rounded(asOf),
  };
}
