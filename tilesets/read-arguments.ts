import { type Problem, problem } from "../shared/problem.ts";

/** What `npm run tiles` is asked to do. */
export interface TilesOptions {
  readonly seed: string;
  /** Folder that the city is written into. */
  readonly out: string;
  /** Whether the last line is to be one JSON object. */
  readonly json: boolean;
}

const USAGE = "npm run tiles -- --demo [--seed NAME] --out DIR [--json]";

const DEFAULT_SEED = "1";
const WITH_VALUE = ["--seed", "--out"] as const;
const SWITCHES = ["--demo", "--json"] as const;

/** Reads the command's arguments, `--name value` or `--name=value`; tells the first that it cannot use. */
export function readArguments(argv: readonly string[]): TilesOptions | Problem {
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const rest = argv.flatMap(parted);
  for (let i = 0; i < rest.length; i++) {
    const name = rest[i] ?? "";
    if (values.has(name) || switches.has(name)) return refused(`${name} is given twice`);
    if (SWITCHES.some((known) => known === name)) switches.add(name);
    else if (WITH_VALUE.some((known) => known === name)) {
      const value = rest[++i];
      if (value === undefined || value === "" || value.startsWith("--"))
        return refused(`${name} needs a value after it`);
      values.set(name, value);
    } else return refused(`There is no ${name}`);
  }
  if (!switches.has("--demo"))
    return refused("It needs --demo: the invented city is what it makes");
  const out = values.get("--out");
  if (out === undefined) return refused("It needs --out DIR, the folder to write the city into");
  return { seed: values.get("--seed") ?? DEFAULT_SEED, out, json: switches.has("--json") };
}

function parted(argument: string): string[] {
  const at = argument.indexOf("=");
  return argument.startsWith("--") && at > 0
    ? [argument.slice(0, at), argument.slice(at + 1)]
    : [argument];
}

function refused(what: string): Problem {
  return problem("tiles/arguments", `${what}.`, `Use: ${USAGE}`);
}
