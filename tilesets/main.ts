/** `npm run tiles`: city files in, a city's folder out; or the invented city; checks and compares such folders. */
import { enableCompileCache } from "node:module";
import { isProblem, type Problem } from "../shared/problem.ts";
import { plainLine } from "./convert/plain-line.ts";
import { ProgressLines } from "./convert/progress-lines.ts";
import { type ConvertOptions, readArguments, type TilesOptions } from "./read-arguments.ts";

/** As a shell tells of an interrupt. */
const INTERRUPTED = 130;

// Who reads along may go (`| head`): the city is made all the same.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);
// Modules that were compiled once are loaded in a third of the time, here and in every thread.
enableCompileCache();
const lines = new ProgressLines(process.stdout);
const options = readArguments(process.argv.slice(2));
if (isProblem(options)) giveUp(options);
else await run(options);

async function run(asked: TilesOptions): Promise<void> {
  const { signal, reason } = interruptible();
  try {
    const result = await answer(asked, signal);
    if (isProblem(result)) giveUp(result);
    if (asked.json) lines.say(JSON.stringify(isProblem(result) ? { problem: result } : result));
  } catch (error) {
    if (!signal.aborted) throw error;
    lines.end();
    process.stderr.write(`Stopped (${reason()}); nothing was left half-written.\n`);
    process.exitCode = INTERRUPTED;
  }
}

/** Parts are loaded when they are asked for: a city grows without an XML parser. */
async function answer(asked: TilesOptions, signal: AbortSignal): Promise<object | Problem> {
  switch (asked.command) {
    case "demo":
      return (await import("./convert/grow-invented.ts")).growInvented(asked, lines, signal);
    case "convert":
      return convert(asked, signal);
    case "check":
      return (await import("./convert/check-folder.ts")).checkFolder(asked, lines, signal);
    case "diff":
      return (await import("./diff/diff-cities.ts")).diffCities(asked, lines, signal);
  }
}

async function convert(asked: ConvertOptions, signal: AbortSignal): Promise<object | Problem> {
  const { convertCity } = await import("./convert/convert-city.ts");
  const { hasLosses, summaryLines } = await import("./convert/summary.ts");
  const result = await convertCity(asked, lines, signal);
  if (isProblem(result)) return result;
  for (const line of summaryLines(result)) lines.say(line);
  if (asked.strict && hasLosses(result)) {
    process.stderr.write("Something was left out, and --strict is on.\n");
    process.exitCode = 1;
  }
  return result;
}

/** Aborts at the first interrupt; a second one ends the process as it would without us. */
function interruptible() {
  const controller = new AbortController();
  let name = "";
  for (const each of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(each, () => {
      name = each;
      controller.abort(new Error(each));
    });
  return { signal: controller.signal, reason: () => name };
}

function giveUp({ message, tip }: Problem): void {
  lines.end();
  const told = tip === undefined ? message : `${message} ${tip}`;
  process.stderr.write(`${plainLine(told, true)}\n`);
  process.exitCode = 1;
}
