import { performance } from "node:perf_hooks";
import { Twin } from "../../../server/state/twin.ts";
import { serve } from "./child.ts";
import { startVariant, type Variant, type VariantName } from "./fanout-variants.ts";
import { type Layout, MovingCity } from "./moving-city.ts";

/* The server's side of `fanout`: a twin of moving vehicles, and one variant at a time that shows it. */

/** Batches in which the vehicles of one round are told, as feeds would spread them. */
const BATCHES = 10;

export interface Load {
  readonly variant: VariantName;
  readonly entities: number;
  readonly layout: Layout;
  /** Milliseconds between ticks, and between two statements of a vehicle. */
  readonly tick: number;
}

/** What the server spent since `reset`. */
export interface Spent {
  /** Seconds of CPU, user and system, in `seconds` of time. Some systems count it in steps of 4 ms. */
  readonly cpu: number;
  readonly seconds: number;
  /** Seconds in which the event loop was busy, by the finest clock, and of those with taking statements in. */
  readonly busy: number;
  readonly feeding: number;
  /** Every tick's work, milliseconds. */
  readonly ticks: readonly number[];
  readonly skipped: number;
  readonly merged: number;
}

let variant: Variant | undefined;
let feed: NodeJS.Timeout | undefined;
let sampler: NodeJS.Timeout | undefined;
let cpuAtReset = process.cpuUsage();
let timeAtReset = performance.now();
let skippedAtReset = 0;
let loopAtReset = performance.eventLoopUtilization();
let feeding = 0;
let merged = 0;
let ticks: number[] = [];

serve({
  async start({ variant: name, entities, layout, tick }: Load) {
    const twin = new Twin();
    const city = new MovingCity(entities, layout);
    city.step(twin, 0, entities, 0, Date.now());
    variant = await startVariant(name, twin, tick);
    feed = startFeed(city, twin, entities, tick);
    sampler = setInterval(() => ticks.push(variant?.tickMilliseconds() ?? 0), tick);
    return variant.port;
  },
  reset() {
    ticks = [];
    merged = 0;
    feeding = 0;
    loopAtReset = performance.eventLoopUtilization();
    skippedAtReset = variant?.skipped() ?? 0;
    timeAtReset = performance.now();
    cpuAtReset = process.cpuUsage();
  },
  spent(): Spent {
    const { user, system } = process.cpuUsage(cpuAtReset);
    return {
      cpu: (user + system) / 1e6,
      seconds: (performance.now() - timeAtReset) / 1000,
      busy: performance.eventLoopUtilization(loopAtReset).active / 1000,
      feeding: feeding / 1000,
      ticks,
      skipped: (variant?.skipped() ?? 0) - skippedAtReset,
      merged,
    };
  },
  async stop() {
    clearInterval(feed);
    clearInterval(sampler);
    await variant?.stop();
    variant = undefined;
  },
});

/** Tells of every vehicle once in every `tick` milliseconds, a batch at a time. */
function startFeed(city: MovingCity, twin: Twin, entities: number, tick: number): NodeJS.Timeout {
  const started = performance.now();
  const size = Math.ceil(entities / BATCHES);
  let told = 0;
  return setInterval(() => {
    const began = performance.now();
    const due = Math.floor(((performance.now() - started) / tick) * BATCHES);
    for (; told < due; told++) {
      const from = (told % BATCHES) * size;
      const to = Math.min(entities, from + size);
      city.step(twin, from, to, tick / 1000, Date.now());
      merged += to - from;
    }
    feeding += performance.now() - began;
  }, tick / BATCHES);
}
