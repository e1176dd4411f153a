import { type Problem, problem } from "../shared/problem.ts";

/** What `npm run tiles` is asked to do. */
export type TilesOptions = GrowOptions | ConvertOptions | CheckOptions | DiffOptions;

export interface GrowOptions {
  readonly command: "demo";
  readonly seed: string;
  /** Folder that the city is written into. */
  readonly out: string;
  /** Whether the last line is to be one JSON object. */
  readonly json: boolean;
}

export interface ConvertOptions {
  readonly command: "convert";
  readonly inputs: readonly string[];
  readonly out: string;
  readonly json: boolean;
  /** What the city is called; by its data or its folder where absent. */
  readonly name?: string;
  /** Metres, or the file of a grid; the default model where absent. */
  readonly geoid?: string;
  /** Coordinate system of inputs that do not say theirs, or say it wrongly. */
  readonly crs?: string;
  /** Property with the height of footprints. */
  readonly heightField?: string;
  /** Metres above the sea of the ground under footprints. */
  readonly ground?: number;
  /** Fail where anything was left out. */
  readonly strict: boolean;
}

export interface CheckOptions {
  readonly command: "check";
  readonly folder: string;
  readonly json: boolean;
}

export interface DiffOptions {
  readonly command: "diff";
  readonly before: string;
  readonly after: string;
  /** File for the GeoJSON. */
  readonly out?: string;
  readonly json: boolean;
}

const USAGE = [
  "npm run tiles -- INPUT… --out DIR [--name NAME] [--geoid METRES|FILE] [--crs EPSG:n]",
  "                [--height-field NAME] [--ground METRES] [--strict] [--json]",
  "npm run tiles -- --demo [--seed NAME] --out DIR [--json]",
  "npm run tiles -- check DIR [--json]",
  "npm run tiles -- diff BEFORE AFTER [--out FILE.geojson] [--json]",
].join("\n     ");

const DEFAULT_SEED = "1";
const WITH_VALUE = [
  "--seed",
  "--out",
  "--name",
  "--geoid",
  "--crs",
  "--height-field",
  "--ground",
] as const;
const SWITCHES = ["--demo", "--json", "--strict"] as const;

type Valued = (typeof WITH_VALUE)[number];
type Switch = (typeof SWITCHES)[number];

interface Given {
  readonly values: ReadonlyMap<Valued, string>;
  readonly switches: ReadonlySet<Switch>;
  readonly plain: readonly string[];
}

/** What may be given with each command. */
const KNOWN: Readonly<Record<TilesOptions["command"], readonly (Valued | Switch)[]>> = {
  demo: ["--demo", "--seed", "--out", "--json"],
  convert: [
    ...(["--out", "--name", "--geoid", "--crs", "--height-field", "--ground"] as const),
    ...(["--strict", "--json"] as const),
  ],
  check: ["--json"],
  diff: ["--out", "--json"],
};

/** Reads the command's arguments, `--name value` or `--name=value`; tells the first that it cannot use. */
export function readArguments(argv: readonly string[]): TilesOptions | Problem {
  const given = sorted(argv);
  if ("severity" in given) return given;
  const { values, switches, plain } = given;
  const command = commandOf(given);
  const strange = [...values.keys(), ...switches].find((name) => !KNOWN[command].includes(name));
  if (strange !== undefined) return refused(`${strange} means nothing ${WITH[command]}`);
  const json = switches.has("--json");
  if (command === "check") {
    const [folder, ...more] = plain.slice(1);
    if (folder === undefined || more.length > 0) return refused("check needs one folder");
    return { command, folder, json };
  }
  const out = values.get("--out");
  if (command === "diff") {
    const [before, after, ...more] = plain.slice(1);
    if (before === undefined || after === undefined || more.length > 0)
      return refused("diff needs two cities, the earlier one first");
    return { command, before, after, json, ...(out === undefined ? {} : { out }) };
  }
  if (command === "demo") {
    if (plain.length > 0) return refused(`--demo takes no input: ${plain[0]}`);
    if (out === undefined) return refused("It needs --out DIR, the folder to write the city into");
    return { command, seed: values.get("--seed") ?? DEFAULT_SEED, out, json };
  }
  if (plain.length === 0)
    return refused("It needs the files or folders of a city, or --demo for the invented one");
  if (out === undefined) return refused("It needs --out DIR, the folder to write the city into");
  return convertOptions(given, out);
}

const WITH: Readonly<Record<TilesOptions["command"], string>> = {
  demo: "with --demo",
  convert: "without --demo",
  check: "with check",
  diff: "with diff",
};

function commandOf({ switches, plain }: Given): TilesOptions["command"] {
  if (switches.has("--demo")) return "demo";
  return plain[0] === "check" || plain[0] === "diff" ? plain[0] : "convert";
}

function convertOptions({ values, switches, plain }: Given, out: string): ConvertOptions | Problem {
  const ground = values.get("--ground");
  const metres = Number(ground ?? 0);
  if (ground !== undefined && !(ground.trim() !== "" && Math.abs(metres) <= 9_000))
    return refused(`--ground needs metres above the sea, from -9000 to 9000, and not ${ground}`);
  const some = <Name extends string>(name: Name, value: string | undefined) =>
    (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: string };
  return {
    ...{ command: "convert", inputs: plain, out },
    ...{ json: switches.has("--json"), strict: switches.has("--strict") },
    ...some("name", values.get("--name")),
    ...some("geoid", values.get("--geoid")),
    ...some("crs", values.get("--crs")),
    ...some("heightField", values.get("--height-field")),
    ...(ground === undefined ? {} : { ground: metres }),
  };
}

/** The arguments by what they are. */
function sorted(argv: readonly string[]): Given | Problem {
  const values = new Map<Valued, string>();
  const switches = new Set<Switch>();
  const plain: string[] = [];
  const rest = argv.flatMap(parted);
  for (let i = 0; i < rest.length; i++) {
    const name = rest[i] ?? "";
    const valued = WITH_VALUE.find((known) => known === name);
    const turned = SWITCHES.find((known) => known === name);
    if ((valued && values.has(valued)) || (turned && switches.has(turned)))
      return refused(`${name} is given twice`);
    if (turned !== undefined) switches.add(turned);
    else if (valued !== undefined) {
      const value = rest[++i];
      if (value === undefined || value === "" || value.startsWith("--"))
        return refused(`${name} needs a value after it`);
      values.set(valued, value);
    } else if (name.startsWith("-")) return refused(`There is no ${name}`);
    else plain.push(name);
  }
  return { values, switches, plain };
}

function parted(argument: string): string[] {
  const at = argument.indexOf("=");
  return argument.startsWith("--") && at > 0
    ? [argument.slice(0, at), argument.slice(at + 1)]
    : [argument];
}

function refused(what: string): Problem {
  return problem("tiles/arguments", `${what}.`, `Use:\n     ${USAGE}`);
}
