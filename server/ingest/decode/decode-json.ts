import { isUtf8 } from "node:buffer";
import { type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { jsonFault } from "./json-fault.ts";

/**
 * The records in one piece of JSON: an array of them, or one object. `what` it is called in a
 * message ("The body"). Problems: `ingest/malformed`, `ingest/too-many-records`.
 */
export function decodeJson(
  bytes: Uint8Array,
  what: string,
  limits: Limits,
): readonly unknown[] | Problem {
  if (!isUtf8(bytes)) {
    return problem("ingest/malformed", `${what} is not valid UTF-8.`, "Send it encoded as UTF-8.");
  }
  const text = textOf(bytes);
  const decoded = parseJson(text);
  if (decoded === undefined) return malformed(text, what);
  if (!Array.isArray(decoded.value)) return [decoded.value];
  return tooMany(decoded.value.length, what, limits) ?? decoded.value;
}

/** UTF-8 as text, without the mark that some editors put before it. */
export function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** What is wrong with a text that is not JSON. */
export function malformed(text: string, what: string): Problem {
  return problem(
    "ingest/malformed",
    `${what} is not JSON: ${jsonFault(text)}.`,
    "One record a line is application/x-ndjson; application/json is one array or one object.",
  );
}

/** Undefined where that many records may come at once. */
export function tooMany(records: number, what: string, limits: Limits): Problem | undefined {
  if (records <= limits.batchRecords) return undefined;
  return problem(
    "ingest/too-many-records",
    `${what} has ${records} records; at most ${limits.batchRecords} are taken at once (batchRecords).`,
    "Send it in parts, or as NDJSON.",
  );
}

/** The decoded value in a box, because a value may be anything; undefined where it is not JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Only a SyntaxError comes out of JSON.parse; the caller says what is wrong, and where.
    return undefined;
  }
}
