import { nearMiss } from "../shared/near-miss.ts";
import { type Problem, problem } from "../shared/problem.ts";
import { OPTIONS, type Option } from "./options.ts";

/** What was given, by option name; switches have `""`. Environment first, arguments over it. */
export interface Given {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly faults: readonly Problem[];
}

/** Reads arguments (`--name VALUE`, `--name=VALUE`, `--switch`) and the environment's variables. */
export function readArguments(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Given {
  const faults: Problem[] = [];
  const told = new Map<string, string[]>();
  const rest = args.map((arg) => (arg === "-h" ? "--help" : arg === "-v" ? "--version" : arg));
  while (rest.length > 0) {
    const fault = readOne(rest, told);
    if (fault !== undefined) faults.push(fault);
  }
  const values = new Map<string, string[]>();
  for (const option of OPTIONS as readonly Option[]) {
    const value = told.get(option.name) ?? fromEnvironment(option, environment);
    if (value === undefined) continue;
    values.set(option.name, value);
    if (option.repeatable !== true && value.length > 1) {
      faults.push(fault(`--${option.name} is given ${value.length} times; give it once.`));
    }
  }
  return { values, faults };
}

/** Takes one option and its value from the front of `rest`. */
function readOne(rest: string[], told: Map<string, string[]>): Problem | undefined {
  const arg = rest.shift() ?? "";
  const [head = "", ...tail] = arg.split("=");
  const name = head.replace(/^--/, "");
  const option = (OPTIONS as readonly Option[]).find((known) => known.name === name);
  if (!arg.startsWith("--") || option === undefined) {
    if (arg.startsWith("--") && tail.length === 0 && rest[0]?.startsWith("-") === false)
      rest.shift();
    return unknown(arg, name);
  }
  let value = tail.length > 0 ? tail.join("=") : undefined;
  if (option.value === undefined) {
    if (value !== undefined) return fault(`--${name} takes no value, and "${value}" was given.`);
    told.set(name, [""]);
    return undefined;
  }
  if (value === undefined && rest[0] !== undefined && !/^--[a-z]/.test(rest[0]))
    value = rest.shift();
  if (value === undefined || value === "") {
    return fault(`--${name} needs a value: --${name} ${option.value}.`);
  }
  told.set(name, [...(told.get(name) ?? []), value]);
  return undefined;
}

function unknown(arg: string, name: string): Problem {
  const names = OPTIONS.map((option) => option.name);
  const meant = nearMiss(name.toLowerCase(), names);
  const tip =
    meant === undefined ? "npm start -- --help lists them all." : `Did you mean --${meant}?`;
  const what = arg.startsWith("-")
    ? "There is no option"
    : "An argument that belongs to no option:";
  return problem("config/unknown-option", `${what} ${arg}. ${tip}`);
}

function fromEnvironment(
  option: Option,
  environment: Readonly<Record<string, string | undefined>>,
): string[] | undefined {
  const value = option.variable === undefined ? undefined : environment[option.variable];
  if (value === undefined || value === "") return undefined;
  return option.repeatable === true ? value.split(",").map((part) => part.trim()) : [value];
}

function fault(message: string): Problem {
  return problem("config/bad-option", message);
}
