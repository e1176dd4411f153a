/** The simulator's thread: lives the city's life and speaks of it to the broker like any other feed. */
import { parentPort, workerData } from "node:worker_threads";
import { isProblem } from "../../shared/problem.ts";
import { CityLife } from "./feed/city-life.ts";
import type { Message, Order, WorkerData } from "./feed/messages.ts";
import { readWorld } from "./world.ts";

const data = workerData as WorkerData;
const say = (message: Message) => parentPort?.postMessage(message);
const world = await readWorld(data.folder);
if (isProblem(world)) {
  const note = world.tip === undefined ? world.message : `${world.message} ${world.tip}`;
  say({ type: "unable", state: world.code === "world/none" ? "off" : "failed", note });
} else {
  const life = new CityLife(data, world, say);
  parentPort?.on("message", (order: Order) => life.take(order));
  await life.run();
}
parentPort?.close();
