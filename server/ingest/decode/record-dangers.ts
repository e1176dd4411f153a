import { type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import type { Fields } from "./record-fields.ts";

/** Whether a key means something to JavaScript itself: an object built from it could be another. */
export function isForbiddenKey(key: string): boolean {
  return key === "__proto__" || key === "constructor" || key === "prototype";
}

export function forbiddenKey(key: string): Problem {
  return problem(
    "gate/forbidden-key",
    `"${key}" may not be the name of anything in a record.`,
    "Leave it out, or give it another name.",
  );
}

/**
 * What is dangerous in a record, rather than merely wrong: a forbidden key or a nesting beyond
 * `limits.recordDepth`. Looks no deeper than that, so that no record can exhaust the stack.
 */
export function recordDangers(record: unknown, limits: Limits, depth = 1): Problem | undefined {
  if (typeof record !== "object" || record === null) return undefined;
  if (depth > limits.recordDepth) {
    return problem(
      "gate/depth",
      `The record is nested deeper than ${limits.recordDepth} levels (recordDepth).`,
      "An observation needs 2: send entity, position, motion and values as flat objects.",
    );
  }
  if (Array.isArray(record)) {
    for (const value of record) {
      const danger = recordDangers(value, limits, depth + 1);
      if (danger !== undefined) return danger;
    }
    return undefined;
  }
  // `for in`, because a record may have half a million keys, and `Object.entries` makes a pair of each.
  for (const key in record) {
    if (isForbiddenKey(key)) return forbiddenKey(key);
    const danger = recordDangers((record as Fields)[key], limits, depth + 1);
    if (danger !== undefined) return danger;
  }
  return undefined;
}
