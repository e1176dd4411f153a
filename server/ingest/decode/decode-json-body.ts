import { isUtf8 } from "node:buffer";
import { setImmediate as turn } from "node:timers/promises";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { decodeJson, malformed, textOf, tooMany } from "./decode-json.ts";
import { JsonArrayParser, type ParsedArray } from "./json-array-parser.ts";

/**
 * The records of a JSON body as `decodeJson` gives them, a large array part by part with turns for the
 * event loop between. In a large array, records longer than `limits.lineBytes` stand apart.
 */
export async function decodeJsonBody(
  bytes: Uint8Array,
  what: string,
  limits: Limits,
): Promise<ParsedArray | Problem> {
  if (bytes.length <= limits.jsonPartBytes || !isUtf8(bytes)) return whole(bytes, what, limits);
  const text = textOf(bytes);
  if (!/^[\t\n\r ]*\[/.test(text)) return oneTooLarge(text, what, limits);
  const parser = new JsonArrayParser(text, {
    partLength: limits.jsonPartBytes,
    elementLength: limits.lineBytes,
  });
  const parsed = await parser.parse(turn);
  if (parsed === undefined) return malformed(text, what);
  return tooMany(parsed.values.length + parsed.oversized.length, what, limits) ?? parsed;
}

function whole(bytes: Uint8Array, what: string, limits: Limits): ParsedArray | Problem {
  const values = decodeJson(bytes, what, limits);
  if (isProblem(values)) return values;
  return { values, indexes: values.map((_, index) => index), oversized: [] };
}

function oneTooLarge(text: string, what: string, limits: Limits): Problem {
  return problem(
    "ingest/too-large",
    `${what} is no array and has ${text.length} characters; one record may have ` +
      `${limits.lineBytes} (lineBytes).`,
    "Send an array of records, or NDJSON with one record a line.",
  );
}
