/** `npm run tiles`: makes a city's folder of 3D Tiles, networks and `city.json`. */
import { isProblem } from "../shared/problem.ts";
import { growCity } from "./demo/grow-city.ts";
import { readArguments, type TilesOptions } from "./read-arguments.ts";
import { writeCity } from "./write/write-city.ts";
import { writeFolder } from "./write-folder.ts";

/** Milliseconds between two lines about the same part. */
const QUIET = 2_000;

const options = readArguments(process.argv.slice(2));
if (isProblem(options)) giveUp(options);
else await make(options);

async function make({ seed, out, json }: TilesOptions): Promise<void> {
  const began = performance.now();
  say(`Growing a city from seed ${seed} …`);
  const written = await writeFolder(out, async (folder) => {
    const model = growCity(seed);
    const grown = performance.now();
    say(`Grown in ${seconds(grown - began)} s: ${model.buildings.length} buildings.`);
    const result = await writeCity(model, folder, progressLines());
    return { ...result, city: model.id, growSeconds: seconds(grown - began), grown };
  });
  if (isProblem(written)) return giveUp(written);
  const { grown, ...result } = written;
  const ended = performance.now();
  const tiles = result.layers.reduce((sum, layer) => sum + layer.tiles, 0);
  const megabytes = (result.bytes / 1e6).toFixed(1);
  say(`${out}: ${tiles} tiles, ${megabytes} MB, in ${seconds(ended - began)} s.`);
  if (json)
    say(JSON.stringify({ ...result, seed, out, tiles, writeSeconds: seconds(ended - grown) }));
}

/** A line when a part begins, ends, or has gone on for a while. */
function progressLines() {
  let last = 0;
  return (part: string, done: number, total: number) => {
    const now = performance.now();
    if (done > 1 && done < total && now - last < QUIET) return;
    last = now;
    say(`Writing ${part}: ${done} of ${total}`);
  };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function giveUp({ message, tip }: { message: string; tip?: string }): void {
  process.stderr.write(`${tip === undefined ? message : `${message} ${tip}`}\n`);
  process.exitCode = 1;
}
