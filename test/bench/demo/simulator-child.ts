import { performance } from "node:perf_hooks";
import { ObservationWriter } from "../../../server/simulator/feed/observation-writer.ts";
import { Simulation } from "../../../server/simulator/simulation.ts";
import { readWorld } from "../../../server/simulator/world.ts";
import { isProblem } from "../../../shared/problem.ts";
import { serve } from "../support/child.ts";

/* The life of a city in a process of its own, as fast as it goes: no clock and no broker. */

/** A Tuesday, 8:00 in Japan: the streets are full. */
const BEGIN = Date.UTC(2026, 5, 15, 23);
/** Milliseconds that an entity keeps quiet, as when the simulator keeps up. */
const QUIET = 450;
const STEP = 500;
/** Steps in which a vehicle must have moved to count as driving, and m/s from which it moves. */
const LOOK = 20;
const MOVES = 0.2;

export interface LifeLoad {
  readonly folder: string;
  readonly scale: number;
  /** Steps of half a second: not measured, and measured. */
  readonly warmUp: number;
  readonly steps: number;
}

/** Means over the steps; CPU of the thread that does it. */
export interface LifeSpent {
  readonly entities: Readonly<Record<string, number>>;
  /** Vehicles and buses on the move within ten seconds; the others wait, or are parked. */
  readonly driving: number;
  /** Seconds to begin it. */
  readonly begin: number;
  /** CPU milliseconds of a step, and of telling about it as JSON. */
  readonly step: number;
  readonly tell: number;
  readonly records: number;
  readonly bytes: number;
}

serve({
  async live({ folder, scale, warmUp, steps }: LifeLoad): Promise<LifeSpent> {
    const world = await readWorld(folder);
    if (isProblem(world)) throw new Error(world.message);
    const began = performance.now();
    const simulation = new Simulation({ world, seed: "1", scale, begin: BEGIN });
    // The first step settles the city.
    simulation.step();
    const begin = (performance.now() - began) / 1000;
    const writer = new ObservationWriter(world.plane);
    const spent = { step: 0, tell: 0, records: 0, bytes: 0 };
    for (let i = -warmUp; i < steps; i++) {
      const [step] = timed(() => simulation.step());
      const [tell, messages] = timed(() => {
        writer.begin(BEGIN + i * STEP, QUIET);
        simulation.report((telling) => writer.tell(telling));
        return writer.take();
      });
      if (i < 0) continue;
      spent.step += step / steps;
      spent.tell += tell / steps;
      for (const { payload, records } of messages) {
        spent.records += records / steps;
        spent.bytes += Buffer.byteLength(payload) / steps;
      }
    }
    return { entities: simulation.entities, driving: drivingIn(simulation), begin, ...spent };
  },
});

function drivingIn(simulation: Simulation): number {
  const moved = new Set<string>();
  for (let i = 0; i < LOOK; i++) {
    simulation.step();
    simulation.report(({ id, source, speed = 0 }) => {
      if (speed >= MOVES && (source === "traffic" || source === "bus")) moved.add(id);
    });
  }
  return moved.size;
}

/** CPU milliseconds of this thread. */
function timed<Result>(task: () => Result): [milliseconds: number, result: Result] {
  const before = process.threadCpuUsage();
  const result = task();
  const { user, system } = process.threadCpuUsage(before);
  return [(user + system) / 1000, result];
}
