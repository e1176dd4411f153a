/**
 * `npm run bench -- NAME [--json] [--quick] [--save] [--minutes N]`: runs test/bench/NAME.ts. With `--json`
 * the last line is one JSON object; with `--save` that goes to docs/benchmarks/NAME.json too. `--minutes` is
 * for those that go on for as long as is wished. Without NAME: lists them. A benchmark whose result says
 * `failed: true` ends with exit code 1.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { machine } from "./support/machine.ts";

type Bench = (options: {
  json: boolean;
  quick: boolean;
  minutes: number | undefined;
  log: (line: string) => void;
}) => Promise<Record<string, unknown>>;

const ROOT = join(import.meta.dirname, "..", "..");
const SWITCHES = ["--json", "--quick", "--save"];
/** No benchmark takes longer than this, milliseconds, or than it was told and half as long again. */
const LONGEST = 20 * 60_000;

const { args, minutes } = withoutMinutes(process.argv.slice(2));
const [name, ...more] = args.filter((arg) => !arg.startsWith("--"));
const strange = args.filter((arg) => arg.startsWith("--") && !SWITCHES.includes(arg));
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && file !== "run.ts")
  .map((file) => file.slice(0, -3));

if (strange.length > 0 || more.length > 0) {
  giveUp(
    `There is no ${[...strange, ...more].join(", ")}; there are NAME, ${SWITCHES.join(", ")}, --minutes N.`,
  );
}
if (name === undefined) {
  process.stdout.write(
    `npm run bench -- NAME [${SWITCHES.join("] [")}] [--minutes N]\n\n${known.join("\n")}\n`,
  );
} else if (!known.includes(name)) {
  giveUp(`There is no benchmark ${name}; there are ${known.join(", ")}.`);
} else {
  await run(name);
}

async function run(name: string): Promise<void> {
  const longest = Math.max(LONGEST, (minutes ?? 0) * 90_000);
  const stuck = setTimeout(
    () => giveUp(`${name} took longer than ${longest / 60_000} minutes.`),
    longest,
  );
  const { default: bench } = (await import(`./${name}.ts`)) as { default: Bench };
  const json = args.includes("--json");
  const quick = args.includes("--quick");
  const log = (line: string) => process.stdout.write(`${line}\n`);
  const figures = await bench({ json, quick, minutes, log });
  clearTimeout(stuck);
  const result = {
    name,
    date: new Date().toISOString(),
    quick,
    version: project().version,
    ...figures,
    machine: machine(Object.keys(project().dependencies)),
  };
  if (args.includes("--save")) save(name, result);
  if (json) log(JSON.stringify(result));
  process.exit(figures.failed === true ? 1 : 0);
}

/** Takes `--minutes N` out of the arguments. */
function withoutMinutes(given: readonly string[]): { args: string[]; minutes: number | undefined } {
  const at = given.indexOf("--minutes");
  if (at === -1) return { args: [...given], minutes: undefined };
  const minutes = Number(given[at + 1]);
  if (!(minutes > 0 && minutes <= 24 * 60)) giveUp("--minutes needs a number above 0, up to 1440.");
  return { args: given.filter((_, i) => i !== at && i !== at + 1), minutes };
}

function save(name: string, result: object): void {
  const folder = join(ROOT, "docs", "benchmarks");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

function project(): { version: string; dependencies: Record<string, string> } {
  return JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
}

function giveUp(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
