import { Child } from "./support/child.ts";
import type { Crowd, Got } from "./support/fanout-clients.ts";
import type { Load, Spent } from "./support/fanout-server.ts";
import type { VariantName } from "./support/fanout-variants.ts";
import { machine } from "./support/machine.ts";
import type { Layout } from "./support/moving-city.ts";
import { median, quantile, rounded } from "./support/statistics.ts";
import { table } from "./support/table.ts";

/*
 * What it costs to show a moving city to many pages. 10,000 vehicles speak at 5 Hz; 200 pages look at a
 * hundredth of the city each, once with few full cells and once with many sparse ones. Server and pages
 * are two processes. The variants take turns, round by round, under the same load of statements. What
 * is compared is the time in which the server's event loop was busy, less the time it spent on taking
 * statements in: CPU seconds are shown beside it, but are counted in steps too coarse for a few percent.
 */

const ENTITIES = 10_000;
/** About 25 and about 5 vehicles in a cell. */
const LAYOUTS: readonly Layout[] = [
  { across: 20, up: 20, seenAcross: 2, seenUp: 2 },
  { across: 50, up: 40, seenAcross: 5, seenUp: 4 },
];
const TICK = 200;
const PAGES = 200;
const VARIANTS: readonly VariantName[] = ["ours", "rooms-json", "rooms-bytes", "bare-ws"];
/** What a variant is called in the table. */
const LABELS: Readonly<Record<VariantName, string>> = {
  ours: "ours",
  "rooms-json": "(a) rooms, JSON",
  "rooms-bytes": "(b) rooms, our bytes",
  "bare-ws": "(c) bare ws, our bytes",
};

const CAPACITY_TICK = 100;
const CAPACITY_STEP = 500;
const CAPACITY_MOST = 9_000;
const PROBES = 20;

interface Options {
  readonly json: boolean;
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

/** The two processes, and where lines go. */
interface Bench {
  readonly server: Child;
  readonly clients: Child;
  readonly log: (line: string) => void;
}

/** Of one variant in one round. */
interface Sample {
  /** Seconds of CPU a second, with the load of statements. */
  readonly cpu: number;
  /** Busy seconds a second, without it. */
  readonly net: number;
  /** Entity updates delivered a second. */
  readonly updates: number;
  readonly payloadPerUpdate: number;
  readonly wirePerUpdate: number;
  readonly delays: readonly number[];
}

export default async function fanout({ quick, log }: Options): Promise<Record<string, unknown>> {
  const rounds = quick ? 1 : 4;
  const seconds = quick ? 2 : 3;
  const server = new Child(new URL("./support/fanout-server.ts", import.meta.url));
  const clients = new Child(new URL("./support/fanout-clients.ts", import.meta.url));
  const bench: Bench = { server, clients, log };
  try {
    const comparisons: Record<string, unknown>[] = [];
    for (const layout of quick ? LAYOUTS.slice(0, 1) : LAYOUTS)
      comparisons.push(await compare(bench, layout, rounds, seconds));
    const capacity = await findCapacity(bench, quick ? CAPACITY_STEP : CAPACITY_MOST);
    const about = machine(["socket.io", "ws"]);
    log(`${about.cpu}, ${about.cores} cores, node ${about.node}, load ${about.load}`);
    return { name: "fanout", machine: about, comparisons, capacity };
  } finally {
    server.end();
    clients.end();
  }
}

async function compare(bench: Bench, layout: Layout, rounds: number, seconds: number) {
  const samples: Record<VariantName, Sample[]> = {
    ours: [],
    "rooms-json": [],
    "rooms-bytes": [],
    "bare-ws": [],
  };
  const cells = layout.seenAcross * layout.seenUp;
  const load = `${ENTITIES} entities at ${1000 / TICK} Hz, ${PAGES} pages with ${cells} of ${layout.across * layout.up} cells each, ${rounds} rounds of ${seconds} s`;
  bench.log(load);
  // Nothing is hot in the first seconds of a process.
  for (const name of VARIANTS) await measure(bench, name, layout, PAGES, 0.5);
  for (let round = 0; round < rounds; round++) {
    // Each round begins with another variant, so that none always runs first.
    for (let turn = 0; turn < VARIANTS.length; turn++) {
      const name = VARIANTS[(round + turn) % VARIANTS.length] as VariantName;
      const { spent, got } = await measure(bench, name, layout, PAGES, seconds);
      samples[name].push(sampleOf(spent, got));
    }
  }
  const rows = VARIANTS.map((name) => ({ name, ...summary(samples[name], samples.ours) }));
  for (const line of table(rows.map(({ name, ...row }) => ({ variant: LABELS[name], ...row }))))
    bench.log(line);
  return { load, rows };
}

async function measure(
  { server, clients }: Bench,
  variant: VariantName,
  layout: Layout,
  pages: number,
  seconds: number,
): Promise<{ spent: Spent; got: Got }> {
  const load: Load = { variant, entities: ENTITIES, layout, tick: TICK };
  const port = await server.ask<number>("start", load);
  const crowd: Crowd = { variant, port, pages, decodingEvery: 5, layout };
  await clients.ask("connect", crowd);
  await pause(800);
  await Promise.all([server.ask("reset"), clients.ask("reset")]);
  await pause(seconds * 1000);
  const [spent, got] = await Promise.all([server.ask<Spent>("spent"), clients.ask<Got>("got")]);
  await clients.ask("disconnect");
  await server.ask("stop");
  return { spent, got };
}

function sampleOf(spent: Spent, got: Got): Sample {
  return {
    cpu: spent.cpu / spent.seconds,
    net: (spent.busy - spent.feeding) / spent.seconds,
    updates: (got.updates / spent.seconds) * (got.pages / got.decodingPages),
    payloadPerUpdate: got.payloadBytes / got.updates,
    wirePerUpdate: got.wireBytes / got.updates,
    delays: got.delays,
  };
}

function summary(samples: readonly Sample[], ours: readonly Sample[]) {
  const each = (of: (sample: Sample) => number) => median(samples.map(of));
  const perUpdate = (sample: Sample) => (sample.net / sample.updates) * 1e9;
  const delays = samples.flatMap(({ delays }) => delays);
  // Rounds are compared with themselves: what else the machine did then touched both.
  const ratios = samples.map((sample, i) => perUpdate(sample) / perUpdate(ours[i] as Sample));
  return {
    "CPU s/s": rounded(each(({ cpu }) => cpu)),
    "busy s/s": rounded(each(({ net }) => net)),
    "ns/update": rounded(each(perUpdate)),
    "x ours": rounded(median(ratios)),
    "updates/s": Math.round(each(({ updates }) => updates)),
    "bytes/update": rounded(each(({ payloadPerUpdate }) => payloadPerUpdate)),
    "on the wire": rounded(each(({ wirePerUpdate }) => wirePerUpdate)),
    "p50 ms": quantile(delays, 0.5),
    "p99 ms": quantile(delays, 0.99),
  };
}

/** How many pages one core holds at 10 Hz, with the statements of 10,000 vehicles at 10 Hz on the same core. */
async function findCapacity({ server, clients, log }: Bench, most: number) {
  const steps: Record<string, number>[] = [];
  let held = 0;
  const variant = "ours" as const;
  const layout = LAYOUTS[0] as Layout;
  const load: Load = { variant, entities: ENTITIES, layout, tick: CAPACITY_TICK };
  const port = await server.ask<number>("start", load);
  for (let pages = CAPACITY_STEP; pages <= most; pages += CAPACITY_STEP) {
    const decodingEvery = CAPACITY_STEP / PROBES;
    await clients.ask("connect", { variant, port, pages, decodingEvery, layout });
    await pause(1000);
    // Another process may take the core for a moment: it holds if it holds in one window of three.
    let step = await heldStep(server, clients, pages);
    for (let again = 0; again < 2 && !holds(step); again++)
      step = await heldStep(server, clients, pages);
    steps.push(step);
    if (!holds(step)) break;
    held = pages;
  }
  await clients.ask("disconnect");
  await server.ask("stop");
  log(`pages that one core holds at ${1000 / CAPACITY_TICK} Hz: ${held}`);
  for (const line of table(steps)) log(line);
  return { held, steps };
}

async function heldStep(server: Child, clients: Child, pages: number) {
  await Promise.all([server.ask("reset"), clients.ask("reset")]);
  await pause(2500);
  const [spent, got] = await Promise.all([server.ask<Spent>("spent"), clients.ask<Got>("got")]);
  return {
    pages,
    "CPU s/s": rounded(spent.cpu / spent.seconds),
    "tick ms": rounded(median(spent.ticks)),
    "frames/s": rounded(got.frames / got.decodingPages / spent.seconds),
    skipped: spent.skipped,
    "p99 ms": quantile(got.delays, 0.99),
  };
}

function holds(step: { readonly "frames/s": number }): boolean {
  return step["frames/s"] >= 0.97 * (1000 / CAPACITY_TICK);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
