import type { Kept } from "./replay/kept.ts";
import type { Crowd, Got } from "./replay/replay-pages.ts";
import type { Spent } from "./replay/replay-server.ts";
import { Child } from "./support/child.ts";
import { machine } from "./support/machine.ts";
import type { Layout } from "./support/moving-city.ts";
import { quantile, rounded } from "./support/statistics.ts";
import { table } from "./support/table.ts";

/*
 * What it costs to show many pages the past, each with a clock of its own, and what that does to the pages in the
 * present. A city of 1,000 vehicles that speak every two seconds; pages see a quarter of it. Server and pages are two
 * processes. The history is the real store; and once a thread that answers from memory, so that what replay itself
 * costs is seen.
 */

const LAYOUT: Layout = { across: 10, up: 10, seenAcross: 5, seenUp: 5 };
const ENTITIES = 1_000;
const EVERY = 2;
const MINUTES = 30;
const LIVE = 50;
const PAST = [0, 100, 300];
const RATES = [1, 60, 600];

interface Options {
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

export default async function replay({ quick, log }: Options): Promise<Record<string, unknown>> {
  const from = Date.now() - (MINUTES + 5) * 60_000;
  const rows: Record<string, number | string>[] = [];
  for (const onDisk of quick ? [true] : [false, true]) {
    const span = { from, seconds: MINUTES * 60, every: EVERY };
    rows.push(...(await ofPast({ ...span, entities: ENTITIES, layout: LAYOUT, onDisk }, quick)));
  }
  log(`${ENTITIES} entities each ${EVERY} s, ${LIVE} pages in the present, and in the past:`);
  for (const line of table(rows)) log(line);
  return { name: "replay", machine: machine(["socket.io", "@duckdb/node-api"]), rows };
}

async function ofPast(kept: Kept, quick: boolean): Promise<Record<string, number | string>[]> {
  const server = new Child(new URL("./replay/replay-server.ts", import.meta.url));
  const pages = new Child(new URL("./replay/replay-pages.ts", import.meta.url));
  const rows: Record<string, number | string>[] = [];
  const history = kept.onDisk ? "store" : "memory";
  try {
    const port = await server.ask<number>("start", kept);
    for (const rate of quick ? [1, 600] : RATES)
      for (const count of quick ? [0, 50] : PAST) {
        if (count === 0 && rate !== 1) continue;
        const past = Array.from({ length: count }, (_, i) => kept.from + 60_000 + i * 2_000);
        const crowd: Crowd = { port, bbox: [139, 35, 141, 36], live: LIVE, past, rate };
        const measured = await measure(server, pages, crowd, quick ? 4 : 15);
        rows.push({ history, pages: count, rate, ...measured });
      }
    return rows;
  } finally {
    server.end();
    pages.end();
  }
}

async function measure(server: Child, pages: Child, crowd: Crowd, seconds: number) {
  await pages.ask("connect", crowd);
  await pause(2_000);
  await Promise.all([server.ask("reset"), pages.ask("reset")]);
  await pause(seconds * 1_000);
  const [spent, got] = await Promise.all([
    server.ask<Spent>("spent"),
    pages.ask<{ live: Got; past: Got }>("got"),
  ]);
  await pages.ask("disconnect");
  await pause(500);
  const perPage = (count: number) => (count === 0 ? 0 : rounded(got.past.frames / count / seconds));
  return {
    "process CPU": rounded(spent.process),
    "main busy": rounded(spent.main),
    MiB: spent.rss,
    "tick p50 ms": rounded(quantile(spent.ticks, 0.5)),
    "tick p99 ms": rounded(quantile(spent.ticks, 0.99)),
    "late p99 ms": rounded(quantile(spent.late, 0.99)),
    "live p99 ms": quantile(got.live.delays, 0.99),
    "live frames/s": rounded(got.live.frames / LIVE / seconds),
    "past frames/s": perPage(crowd.past.length),
    "past kB/s":
      crowd.past.length === 0 ? 0 : rounded(got.past.bytes / crowd.past.length / seconds / 1e3),
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
