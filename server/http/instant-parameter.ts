import { parseInstant } from "../../shared/parse-instant.ts";
import { type Problem, problem } from "../../shared/problem.ts";

/** The last millisecond that ISO 8601 has four digits of a year for. */
const LATEST = 253_402_300_799_999;

/**
 * A moment that a query says, in milliseconds since 1970, or `usual` where it says none. It is ISO 8601 with a
 * zone, milliseconds since 1970, or the word `now`.
 */
export function instantParameter<T>(
  query: URLSearchParams,
  name: string,
  now: number,
  usual: T,
): number | T | Problem {
  const texts = query.getAll(name).filter((text) => text.trim() !== "");
  const [text] = texts;
  if (text === undefined) return usual;
  const at = texts.length === 1 ? read(text.trim(), now) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  return problem(
    "http/bad-query",
    texts.length > 1
      ? `There is more than one ${name}.`
      : `The ${name} "${text.slice(0, 50)}" is not a moment.`,
    `Like ${name}=2026-11-22T03:04:05Z or ${name}=2026-11-22T12:04:05%2B09:00; also milliseconds since 1970, or now.`,
  );
}

function read(text: string, now: number): number {
  if (text === "now") return now;
  if (/^\d{1,15}$/.test(text)) return Number(text) <= LATEST ? Number(text) : Number.NaN;
  // A plus that was not percent-encoded has become a blank.
  return parseInstant(text.replace(/ (\d\d(?::?\d\d)?)$/, "+$1"));
}
