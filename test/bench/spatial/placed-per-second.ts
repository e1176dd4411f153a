import { knowCity } from "../../../server/analytics/city/city-knowledge.ts";
import { BATCH_RECORDS, MoveBatch } from "../../../server/analytics/moves/move-batch.ts";
import { CELL_UNKNOWN, Placing } from "../../../server/analytics/placing/placing.ts";
import { SpatialWork } from "../../../server/analytics/spatial-work.ts";
import { LIMITS } from "../../../server/security/limits.ts";
import { median, rounded } from "../support/statistics.ts";
import { Crowd } from "./crowd.ts";
import { flatbushAndTurf, plainTurf, type Rival } from "./rivals.ts";
import { Town } from "./town.ts";

/** Milliseconds that this thread has had a processor: what others do on the machine is not in it. */
function cpuNow(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Metres that a town of so many regions is across. */
const across = (regions: number) => (regions > 1_000 ? 12_000 : 4_000);

interface Options {
  readonly regions: number;
  readonly entities: number;
  readonly rounds: number;
}

/**
 * Observations a second that are placed among regions: by what the thread of spatial answers runs (places,
 * counts and crossings), by its grid alone at places all over the town, and by the rivals, which only place.
 */
export async function placedPerSecond({ regions: count, entities, rounds }: Options) {
  const town = new Town(across(count), `town ${count}`);
  const regions = town.regions(count);
  const crowd = new Crowd(town, entities);
  const buffers = { crossings: 0 };
  const work = new SpatialWork({
    city: await knowCity(undefined, LIMITS),
    limits: LIMITS,
    now: Date.now,
    tell: (report) => {
      if (report.type === "moved") buffers.crossings += (report.crossings?.length ?? 0) / 10;
    },
  });
  work.take({ type: "region-part", regions });
  const began = cpuNow();
  work.take({ type: "regions", ticket: 0, ids: regions.map(({ id }) => id) });
  const laid = cpuNow() - began;
  const placing = new Placing(regions);
  const cells = new Int32Array(placing.levels.length);
  const grid: Rival = (x, y, height) => {
    cells.fill(CELL_UNKNOWN);
    placing.stays(x, y, cells, 0);
    return placing.find(x, y, height, cells, 0);
  };
  const rivals = { flatbush: flatbushAndTurf(regions), turf: plainTurf(regions) };
  agree(town, [grid, rivals.flatbush, rivals.turf]);
  const times = {
    ours: [] as number[],
    grid: [] as number[],
    flatbush: [] as number[],
    turf: [] as number[],
  };
  const moves = Math.max(200_000, 4 * entities);
  for (let round = -1; round < rounds; round++) {
    buffers.crossings = 0;
    const sample = {
      ours: moved(work, crowd, moves),
      grid: asked(grid, town, 200_000),
      flatbush: asked(rivals.flatbush, town, count > 1_000 ? 10_000 : 100_000),
      turf: asked(rivals.turf, town, Math.min(200_000, 10_000_000 / count)),
    };
    // The round before the first warms up.
    if (round < 0) continue;
    for (const [name, time] of Object.entries(sample)) times[name as keyof typeof times].push(time);
  }
  const perSecond = (nanoseconds: readonly number[]) => rounded(1e9 / median(nanoseconds));
  const [ours, flatbush, turf] = [times.ours, times.flatbush, times.turf].map(perSecond) as [
    number,
    number,
    number,
  ];
  return {
    regions: count,
    entities,
    "regions/point": rounded(meanOf(grid, town)),
    "ours/s": ours,
    "grid, anywhere/s": perSecond(times.grid),
    "flatbush+turf/s": flatbush,
    "turf/s": turf,
    "x flatbush": rounded(ours / flatbush),
    "x turf": rounded(ours / turf),
    "crossings/1000": rounded((1000 * buffers.crossings) / moves),
    "laid ms": rounded(laid),
  };
}

/** Nanoseconds a move. Only the work is timed, not the making of the moves. */
function moved(work: SpatialWork, crowd: Crowd, moves: number): number {
  const batches = Array.from({ length: Math.ceil(moves / BATCH_RECORDS) }, () =>
    crowd.fill(new MoveBatch(), BATCH_RECORDS),
  );
  const began = cpuNow();
  for (const { buffer, count } of batches) work.take({ type: "moves", buffer, count, sources: [] });
  return ((cpuNow() - began) * 1e6) / (batches.length * BATCH_RECORDS);
}

function asked(rival: Rival, town: Town, count: number): number {
  const places = Array.from({ length: count }, () => town.place());
  const began = cpuNow();
  let found = 0;
  for (const [x, y] of places) found += rival(x, y, 45);
  const spent = cpuNow() - began;
  if (found < 0) throw new Error("never");
  return (spent * 1e6) / count;
}

/** A rival that finds something else is not measured. */
function agree(town: Town, all: readonly Rival[]): void {
  for (let i = 0; i < 500; i++) {
    const [x, y] = town.place();
    const counts = all.map((rival) => rival(x, y, 45));
    if (new Set(counts).size > 1) throw new Error(`${x}, ${y}: they find ${counts.join(", ")}`);
  }
}

function meanOf(rival: Rival, town: Town): number {
  let sum = 0;
  for (let i = 0; i < 2_000; i++) sum += rival(...town.place(), 45);
  return sum / 2_000;
}
