/** The thread of spatial answers. */
import { parentPort, workerData } from "node:worker_threads";
import { knowCity } from "./city/city-knowledge.ts";
import { SpatialWork } from "./spatial-work.ts";
import type { Order, Report, WorkerData } from "./worker-messages.ts";

/** Milliseconds between the news, and until the first. */
const BEAT = 1_000;
const FIRST_BEAT = 50;

const { city: place, limits } = workerData as WorkerData;
const tell = (report: Report, transfer: readonly ArrayBuffer[] = []) =>
  parentPort?.postMessage(report, [...transfer]);
const city = await knowCity(place, limits);
const work = new SpatialWork({ city, limits, now: Date.now, tell });
parentPort?.on("message", (order: Order) => work.take(order));
tell({ type: "ready", notes: city.notes });
// The first soon: who is there already has been told by then.
setTimeout(() => work.beat(), FIRST_BEAT).unref();
setInterval(() => work.beat(), BEAT).unref();
