import { resolve } from "node:path";
import { type Problem, problem } from "../../shared/problem.ts";

/** What `npm run export` and `npm run import` are told. Paths are absolute. */
export interface CarryOptions {
  /** Folder of the twin's state, as `--data` of `npm start`. */
  readonly data: string;
  /** Folder of the export: written by one, read by the other. */
  readonly folder: string;
  /** Whether the last line is to be one JSON object. */
  readonly json: boolean;
}

const USAGE = {
  export: "npm run export -- --out FOLDER [--data DIR] [--json]",
  import: "npm run import -- FOLDER [--data DIR] [--json]",
} as const;

/** Reads the arguments; a `Problem` says what is wrong with them. `folder`: what relative paths are relative to. */
export function carryArguments(
  command: keyof typeof USAGE,
  args: readonly string[],
  folder: string,
): CarryOptions | Problem {
  const rest = [...args];
  const told: { data?: string; out?: string; json?: boolean; from?: string } = {};
  while (rest.length > 0) {
    const [name = "", inline] = (rest.shift() ?? "").split(/=(.*)/s);
    if (name === "--json" && inline === undefined) told.json = true;
    else if (name === "--data" || (name === "--out" && command === "export")) {
      const value = inline ?? rest.shift();
      if (value === undefined || value === "") return wrong(command, `${name} needs a folder.`);
      told[name === "--data" ? "data" : "out"] = value;
    } else if (command === "import" && !name.startsWith("-") && told.from === undefined)
      told.from = inline === undefined ? name : `${name}=${inline}`;
    else return wrong(command, `${name} is not understood.`);
  }
  const other = command === "export" ? told.out : told.from;
  if (other === undefined) return wrong(command, "The folder of the export is not said.");
  return {
    data: resolve(folder, told.data ?? process.env.DATA ?? "data"),
    folder: resolve(folder, other),
    json: told.json === true,
  };
}

function wrong(command: keyof typeof USAGE, what: string): Problem {
  return problem("carry/arguments", what, USAGE[command]);
}
