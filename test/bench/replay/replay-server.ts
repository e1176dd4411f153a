import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { Twin } from "../../../server/state/twin.ts";
import { Gateway } from "../../../server/stream/gateway.ts";
import { serve } from "../support/child.ts";
import { MovingCity } from "../support/moving-city.ts";
import type { Kept } from "./kept.ts";
import { keptOnDisk } from "./kept-on-disk.ts";

/* The server's side of `replay`: a living city, and minutes of its past that pages can be in. */

const TICK = 100;
const BATCHES = 10;

/** What the server spent since `reset`. */
export interface Spent {
  readonly seconds: number;
  /** Parts of a core: the whole process, and of the main thread the time its loop was busy. */
  readonly process: number;
  readonly main: number;
  readonly rss: number;
  /** Of every tick of the present: how late it came, and how long it took, milliseconds. */
  readonly late: readonly number[];
  readonly ticks: readonly number[];
  readonly pastSessions: number;
}

let since = performance.now();
let cpu = process.cpuUsage();
let loop = performance.eventLoopUtilization();
let late: number[] = [];
let ticks: number[] = [];
let gateway: Gateway;

serve({
  async start(kept: Kept) {
    const connect = kept.onDisk ? await connectToDisk(kept) : await connectToMemory(kept);
    const twin = new Twin();
    const city = new MovingCity(kept.entities, kept.layout);
    city.step(twin, 0, kept.entities, 0, Date.now());
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    gateway = new Gateway({
      ...{ server, twin, epoch: "bench", tickMilliseconds: TICK, allow: () => undefined },
      log: { info: () => undefined, warn: () => undefined, error: console.error },
      history: {
        connect,
        range: () => [kept.from, Date.now()],
      },
    });
    gateway.start();
    feed(city, twin, kept);
    watch();
    return (server.address() as AddressInfo).port;
  },
  reset() {
    since = performance.now();
    cpu = process.cpuUsage();
    loop = performance.eventLoopUtilization();
    late = [];
    ticks = [];
  },
  spent(): Spent {
    const seconds = (performance.now() - since) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    return {
      ...{ seconds, late, ticks },
      process: (user + system) / 1e6 / seconds,
      main: performance.eventLoopUtilization(loop).utilization,
      rss: Math.round(process.memoryUsage().rss / 2 ** 20),
      pastSessions: gateway.statistics().pastSessions,
    };
  },
});

async function connectToDisk(kept: Kept): Promise<() => MessagePort> {
  const history = await keptOnDisk(kept);
  return () => history.connect();
}

async function connectToMemory(kept: Kept): Promise<() => MessagePort> {
  const history = new Worker(new URL("./kept-hour.ts", import.meta.url), { workerData: kept });
  await once(history, "message");
  return () => {
    const { port1, port2 } = new MessageChannel();
    history.postMessage(port1, [port1]);
    return port2;
  };
}

/** Tells of every vehicle once in every `every` seconds, a batch at a time. */
function feed(city: MovingCity, twin: Twin, { entities, every }: Kept): void {
  const size = Math.ceil(entities / BATCHES);
  let told = 0;
  setInterval(
    () => {
      const from = (told++ % BATCHES) * size;
      city.step(twin, from, Math.min(entities, from + size), every, Date.now());
    },
    (every * 1000) / BATCHES,
  );
}

/** How late a timer of the main thread comes is how late a tick of the present comes. */
function watch(): void {
  let due = performance.now() + TICK;
  const look = () => {
    late.push(performance.now() - due);
    ticks.push(gateway.statistics().lastTickMilliseconds);
    due = Math.max(due + TICK, performance.now());
    setTimeout(look, Math.max(1, due - performance.now()));
  };
  setTimeout(look, TICK);
}
