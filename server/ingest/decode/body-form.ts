import { type Problem, problem } from "../../../shared/problem.ts";
import { parseJson } from "./decode-json.ts";

/** How a body is written: one piece of JSON, or a record a line. */
export type BodyForm = "json" | "ndjson";

const NDJSON = [
  "application/x-ndjson",
  "application/ndjson",
  "application/jsonl",
  "application/x-jsonlines",
];
/** What senders say that do not say what they send; curl's `--data` says the second. */
const UNSAID = ["", "application/x-www-form-urlencoded", "text/plain", "application/octet-stream"];

/** What the sender says it is; `look` where it does not say. */
export function declaredForm(contentType: string): BodyForm | "look" | Problem {
  const type = (contentType.split(";")[0] ?? "").trim().toLowerCase();
  if (type === "application/json") return "json";
  if (NDJSON.includes(type)) return "ndjson";
  if (UNSAID.includes(type)) return "look";
  return problem(
    "ingest/content-type",
    `Observations of content type ${JSON.stringify(type.slice(0, 100))} are not understood.`,
    "Send application/json (an array or one object) or application/x-ndjson (one object a line).",
  );
}

/**
 * What a body is by its beginning: NDJSON where it opens with `{` and its first line is JSON on its
 * own, else JSON.
 */
export function apparentForm(beginning: string): BodyForm {
  const text = beginning.trimStart();
  if (!text.startsWith("{")) return "json";
  const end = text.indexOf("\n");
  const line = end < 0 ? text : text.slice(0, end);
  return parseJson(line) === undefined ? "json" : "ndjson";
}
