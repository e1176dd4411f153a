import { setTimeout as wait } from "node:timers/promises";
import type { Simulation } from "../../../shared/simulation.ts";
import { startServer } from "../../support/start-server.ts";
import { Child } from "../support/child.ts";
import { median, rounded } from "../support/statistics.ts";
import { table } from "../support/table.ts";
import type { LifeLoad, LifeSpent } from "./simulator-child.ts";

/** The usual one, the one that it is made for, and the largest. */
const SCALES = [1, 40, 100] as const;
/** Steps a second at speed 1. */
const RATE = 2;
/** Seconds until the server's simulator has caught up with the clock, at most. */
const PATIENCE = 300;

interface Options {
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

/**
 * What the simulated life costs: a step and its telling alone; then what the whole server holds, with its
 * broker and its twin, by its own word.
 */
export async function simulatedLife(folder: string, { quick, log }: Options) {
  const alone = [];
  for (const scale of SCALES) alone.push(await aloneAt(scale, folder, quick));
  for (const line of table(alone)) log(line);
  const held = [];
  for (const scale of SCALES) held.push(await heldAt(scale, folder, quick ? 8 : 30));
  for (const line of table(held)) log(line);
  return { alone, held };
}

async function aloneAt(scale: number, folder: string, quick: boolean) {
  const child = new Child(new URL("./simulator-child.ts", import.meta.url));
  try {
    const steps = Math.ceil((quick ? 200 : 1_000) / Math.sqrt(scale));
    const load: LifeLoad = { folder, scale, warmUp: 120, steps };
    const spent = await child.ask<LifeSpent>("live", load);
    const { entities, driving, begin, step, tell, records, bytes } = spent;
    if (!(step > 0 && tell > 0)) throw new Error("demo: the steps took no time; measure more");
    return {
      scale,
      entities: total(entities),
      driving,
      "begin s": rounded(begin),
      "step ms": rounded(step),
      "ns/driving vehicle": Math.round((step * 1e6) / driving),
      "tell ms": rounded(tell),
      "records/step": Math.round(records),
      "kB/step": Math.round(bytes / 1000),
      "core share": rounded((RATE * (step + tell)) / 1000),
    };
  } finally {
    child.end();
  }
}

/** A server with the city and its life, for some seconds after it has caught up with the clock. */
async function heldAt(scale: number, folder: string, seconds: number) {
  const args = ["--city", folder, "--simulator-scale", String(scale)];
  const server = await startServer({ args, simulator: true });
  try {
    const ask = async () =>
      (await (await fetch(`${server.url}/api/simulation`)).json()) as Simulation;
    const deadline = performance.now() + PATIENCE * 1000;
    while ((await ask()).state !== "running") {
      const { state, note = "" } = await ask();
      if (performance.now() > deadline || state === "off")
        throw new Error(`demo: the simulator at scale ${scale} is ${state}. ${note}`);
      await wait(500);
    }
    const looks: Simulation[] = [];
    for (let i = 0; i < seconds; i++) {
      await wait(1_000);
      looks.push(await ask());
    }
    const last = looks.at(-1);
    const of = (figure: (pace: Simulation["pace"]) => number) =>
      rounded(median(looks.map(({ pace }) => figure(pace))));
    return {
      scale,
      entities: total(last?.entities ?? {}),
      seconds,
      "steps/s": of(({ reached }) => reached),
      "wanted/s": of(({ wanted }) => wanted),
      "core load": of(({ load }) => load),
      "behind s": Math.max(...looks.map(({ pace }) => pace.behind)),
      note: last?.note ?? "",
    };
  } finally {
    await server.stop();
  }
}

function total(entities: Readonly<Record<string, number>>): number {
  return Object.values(entities).reduce((sum, some) => sum + some, 0);
}
