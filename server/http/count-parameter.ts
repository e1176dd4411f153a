import { type Problem, problem } from "../../shared/problem.ts";

/** A whole number in a query, or `usual` where it does not say one. */
export function countParameter(
  query: URLSearchParams,
  name: string,
  range: {
    readonly least: number;
    readonly most: number;
    readonly usual: number;
    /** The name of the limit that is the most. */
    readonly limit?: string;
    /** What to do where more is wanted. */
    readonly tip?: string;
  },
): number | Problem {
  const texts = query.getAll(name).filter((text) => text.trim() !== "");
  const [text] = texts;
  if (text === undefined) return range.usual;
  const count = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (texts.length === 1 && count >= range.least && count <= range.most) return count;
  const tip = range.tip ?? `Like ${name}=${Math.max(range.usual, range.least)}.`;
  const named = range.limit === undefined ? "" : ` (${range.limit})`;
  return problem(
    "http/bad-query",
    `The ${name} "${text.slice(0, 50)}" is not a whole number from ${range.least} to ${range.most}${named}.`,
    tip,
  );
}
