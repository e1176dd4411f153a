import { isProblem, type Problem } from "../../shared/problem.ts";
import { growCity } from "../demo/grow-city.ts";
import type { GrowOptions } from "../read-arguments.ts";
import { writeCity } from "../write/write-city.ts";
import { writeFolder } from "../write-folder.ts";
import type { ProgressLines } from "./progress-lines.ts";

/** Grows the invented city of a seed into a folder; tells what it came to. */
export async function growInvented(
  { seed, out }: GrowOptions,
  lines: ProgressLines,
  signal: AbortSignal,
): Promise<object | Problem> {
  const began = performance.now();
  lines.say(`Growing a city from seed ${seed} …`);
  const written = await writeFolder(out, async (folder) => {
    const model = growCity(seed);
    const grown = performance.now();
    lines.say(`Grown in ${seconds(grown - began)} s: ${model.buildings.length} buildings.`);
    const result = await writeCity(model, folder, (part, done, total) => {
      signal.throwIfAborted();
      lines.at(`Writing ${part}`, done, total);
    });
    return { ...result, city: model.id, growSeconds: seconds(grown - began), grown };
  });
  if (isProblem(written)) return written;
  const { grown, ...result } = written;
  const ended = performance.now();
  const tiles = result.layers.reduce((sum, layer) => sum + layer.tiles, 0);
  const megabytes = (result.bytes / 1e6).toFixed(1);
  lines.say(`${out}: ${tiles} tiles, ${megabytes} MB, in ${seconds(ended - began)} s.`);
  return { ...result, seed, out, tiles, writeSeconds: seconds(ended - grown) };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}
