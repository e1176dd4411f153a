import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkTileset } from "../../tilesets/check/check-tileset.ts";
import { growCity } from "../../tilesets/demo/grow-city.ts";
import { writeCity } from "../../tilesets/write/write-city.ts";
import { firstFrame } from "./demo/first-frame.ts";
import { simulatedLife } from "./demo/simulated-life.ts";
import { median, rounded } from "./support/statistics.ts";
import { table } from "./support/table.ts";

/* What the default city costs: to grow and write it, to open a page on it, to live in it. */

const SEED = "1";

interface Options {
  readonly json: boolean;
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

/** Each part of the result is measured by a function of its own, on the same city. */
export default async function demo(options: Options): Promise<Record<string, unknown>> {
  const home = await mkdtemp(join(tmpdir(), "machinami-bench-demo-"));
  const folder = join(home, "hamatsuki");
  try {
    const city = await growAndWrite(folder, options);
    const page = await firstFrame(folder, options);
    const life = await simulatedLife(folder, options);
    return { city, page, life };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Grows and writes the city some times into a folder, and checks what was written. */
async function growAndWrite(folder: string, { quick, log }: Options) {
  const times = { grow: [] as number[], write: [] as number[], check: [] as number[] };
  for (let round = 1; ; round++) {
    const model = await timed(times.grow, async () => growCity(SEED));
    const written = await timed(times.write, () => writeCity(model, folder));
    const problems = await timed(times.check, () => checkTileset(folder));
    if (round < (quick ? 1 : 3)) continue;
    const seconds = Object.fromEntries(
      Object.entries(times).map(([part, some]) => [part, rounded(median(some))]),
    );
    log(`seed ${SEED}, ${round} rounds, median seconds: ${JSON.stringify(seconds)}`);
    for (const line of table(written.layers.map((layer) => ({ ...layer })))) log(line);
    const tiles = written.layers.reduce((sum, layer) => sum + layer.tiles, 0);
    log(`${tiles} tiles, ${(written.bytes / 1e6).toFixed(1)} MB, ${problems.length} problems`);
    return { ...written, rounds: round, seconds, tiles, problems: problems.length };
  }
}

/** Runs a task and notes its seconds. */
async function timed<Result>(seconds: number[], task: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await task();
  seconds.push((performance.now() - began) / 1000);
  return result;
}
