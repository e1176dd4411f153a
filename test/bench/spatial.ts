import { placedPerSecond } from "./spatial/placed-per-second.ts";
import { steadyMoves } from "./spatial/steady-moves.ts";
import { throughTheThread } from "./spatial/through-the-thread.ts";
import { table } from "./support/table.ts";

/*
 * What the spatial answers cost: observations a second placed among 10 to 10,000 regions, beside plain Turf
 * and Flatbush with Turf; the same through the real thread; and what the main thread notices of it.
 */

interface Options {
  readonly json: boolean;
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

export default async function spatial({ quick, log }: Options): Promise<Record<string, unknown>> {
  const rounds = quick ? 2 : 7;
  const placed = [];
  for (const regions of [10, 200, 1_000, 10_000])
    placed.push(await placedPerSecond({ regions, entities: 10_000, rounds }));
  placed.push(await placedPerSecond({ regions: 1_000, entities: 100_000, rounds }));
  for (const line of table(placed)) log(line);
  const thread = await throughTheThread({
    regions: 1_000,
    entities: 10_000,
    seconds: quick ? 2 : 8,
  });
  for (const line of table([thread])) log(line);
  const steady = await steadyMoves(quick ? 4 : 20);
  for (const line of table(steady)) log(line);
  return { placed, thread, steady };
}
