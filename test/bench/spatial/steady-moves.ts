import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { Spatial } from "../../../server/analytics/spatial.ts";
import { Intake } from "../../../server/ingest/intake.ts";
import { Twin } from "../../../server/state/twin.ts";
import { rounded } from "../support/statistics.ts";
import { Crowd } from "./crowd.ts";
import { Town } from "./town.ts";

const RATE = 10_000;
/** Milliseconds between two deliveries. */
const BEAT = 20;
const ENTITIES = 10_000;

/**
 * The main thread's event loop with 10,000 observations a second through intake and twin: idle, without the
 * spatial answers, and with them and 1,000 regions. The timer that measures it is 1 ms itself.
 */
export async function steadyMoves(seconds: number) {
  return [
    await measure("idle", seconds, async () => undefined),
    await measure("without spatial answers", seconds, deliverer(undefined)),
    await withAnswers(seconds),
  ];
}

type Deliver = (step: number) => Promise<unknown>;

async function withAnswers(seconds: number) {
  const town = new Town(4_000, "town 1000");
  const watch = { placed: (_: number) => {}, heard: (_: number) => {}, left: (_: number) => {} };
  const twin = new Twin({ watch });
  const spatial = new Spatial({
    columns: twin.columns,
    log: { info: () => undefined, error: (about, message) => console.error(message, about) },
    onCrossings: () => undefined,
    onNews: () => undefined,
  });
  watch.placed = (handle) => spatial.placed(handle);
  watch.heard = (handle) => spatial.heard(handle);
  await spatial.start();
  await spatial.setRegions(town.regions(1_000));
  const measured = await measure("with them", seconds, deliverer(twin));
  const { moves, dropped, crossings } = spatial.status();
  await spatial.stop();
  if (moves === 0 || crossings === 0) throw new Error("nothing moved: the figures say nothing");
  return { ...measured, dropped };
}

/** Delivers what a crowd of cars says, as parsed records. */
function deliverer(twin: Twin | undefined): Deliver {
  const merging = twin ?? new Twin();
  const intake = new Intake({
    sink: (batch) => {
      for (const accepted of batch) merging.merge(accepted);
    },
  });
  const channel = intake.open({ id: "bench", format: "bench", provenance: "live" });
  const crowd = new Crowd(new Town(4_000, "town 1000"), ENTITIES);
  const begin = Date.now() - 60_000;
  return async (step) => {
    const count = (RATE * BEAT) / 1000;
    const records = Array.from({ length: count }, (_, i) => {
      const each = crowd.step();
      const second = Math.floor((step * count + i) / ENTITIES);
      return {
        entity: { id: `car:${each}`, kind: "vehicle" },
        observedAt: new Date(begin + second * 1000).toISOString(),
        position: {
          longitude: crowd.longitudes[each],
          latitude: crowd.latitudes[each],
          height: 45,
        },
      };
    });
    const { refused } = await channel.deliver(records);
    if (refused.length > 0) throw new Error(`refused: ${refused[0]?.message}`);
  };
}

async function measure(name: string, seconds: number, deliver: Deliver) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const steps = (seconds * 1000) / BEAT;
  for (let step = 0; step < steps; step++) {
    const due = begun + step * BEAT;
    if (due > performance.now()) await wait(due - performance.now());
    // The first tenth warms up.
    if (step === Math.floor(steps / 10)) delay.enable();
    await deliver(step);
  }
  delay.disable();
  const { user, system } = process.cpuUsage(cpu);
  const took = (performance.now() - begun) / 1000;
  return {
    load: name,
    "p50 ms": rounded(delay.percentile(50) / 1e6),
    "p99 ms": rounded(delay.percentile(99) / 1e6),
    "max ms": rounded(delay.max / 1e6),
    "cpu share": rounded((user + system) / 1e6 / took),
    dropped: 0,
  };
}
