import { type Problem, problem } from "../../shared/problem.ts";

/** A JSON object of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Takes down what is found in one file. */
export interface Tell {
  /** It breaks a rule: the tileset is not sound. */
  wrong(what: string): void;
  /** It is allowed, or cannot be looked into; somebody may want to know. */
  doubtful(what: string): void;
}

/** Adds what is told of a file to a list. */
export function tellOf(file: string, problems: Problem[]): Tell {
  return {
    wrong: (what) => problems.push(problem("tiles/unsound", `${file}: ${what}.`)),
    doubtful: (what) =>
      problems.push({
        severity: "warning",
        code: "tiles/doubtful",
        message: `${file}: ${what}.`,
      }),
  };
}

/** What a value is, for a message. */
export function shown(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, 60);
}
