import type { Arrived } from "./families.ts";
import { isRecord } from "./is-record.ts";

/** An object of JSON as families see it; undefined where it is none. */
export function arrivedObject(
  key: string,
  json: unknown,
  load: Arrived["load"],
): Arrived | undefined {
  if (!isRecord(json)) return undefined;
  return {
    key,
    type: typeof json.type === "string" ? json.type : "",
    parents: texts(json.parents),
    children: texts(json.children),
    load,
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
