import { nearMiss } from "../../../shared/near-miss.ts";
import { type Problem, problem } from "../../../shared/problem.ts";
import { showValue } from "./show-value.ts";

/** A decoded JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How many fields an object has. `for in` because V8 caches its keys: five times `Object.keys`. */
export function countFields(fields: Fields): number {
  let count = 0;
  for (const _ in fields) count++;
  return count;
}

/** A record of the wrong form: what is at `path`, and what should be. */
export function misfit(path: string, found: unknown, expected: string): Problem {
  const is = found === undefined ? "is missing" : `is ${showValue(found)}`;
  return problem("gate/schema", `${path} ${is}; expected ${expected}.`);
}

/** The first field of `fields` that is not a known one, with the name that was probably meant. */
export function unknownField(
  fields: Fields,
  known: readonly string[],
  what: string,
): Problem | undefined {
  const unknown = Object.keys(fields).find((key) => !known.includes(key));
  if (unknown === undefined) return undefined;
  const meant = nearMiss(unknown, known);
  const hint =
    meant === undefined ? `Its fields are ${known.join(", ")}.` : `Did you mean ${meant}?`;
  return problem("gate/schema", `${showValue(unknown)} is not a field of ${what}.`, hint);
}

/** What is wrong with a text that must have 1 to `most` characters and none of control. */
export function textFault(
  path: string,
  value: unknown,
  most: number,
  limit: string,
): Problem | undefined {
  if (typeof value !== "string") return misfit(path, value, "a text");
  if (value.length === 0) return misfit(path, value, "at least one character");
  if (value.length > most) {
    return problem(
      "gate/schema",
      `${path} has ${value.length} characters; at most ${most} are taken (${limit}).`,
    );
  }
  if (!isPrintable(value)) return misfit(path, value, "no control characters and whole Unicode");
  return undefined;
}

function isPrintable(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return false;
    if (code >= 0xd800 && code <= 0xdfff && !text.isWellFormed()) return false;
  }
  return true;
}

/** What is wrong with a number that must be from `low` to `high`. */
export function numberFault(
  path: string,
  value: unknown,
  low: number,
  high: number,
  unit: string,
): Problem | undefined {
  if (typeof value !== "number") return misfit(path, value, `a number of ${unit}`);
  if (value >= low && value <= high) return undefined;
  return problem("gate/range", `${path} is ${value}; expected ${low} to ${high} ${unit}.`);
}
