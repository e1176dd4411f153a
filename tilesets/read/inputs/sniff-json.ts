import type { Sniffed } from "./sniffed.ts";

/** Members of the outermost object that only one kind of file has. */
const TELLING: ReadonlyMap<string, Sniffed> = new Map([
  ["CityObjects", "cityjson"],
  ["vertices", "cityjson"],
  ["features", "geojson"],
]);

const GEOJSON = new Set(["FeatureCollection", "Feature", "GeometryCollection"]);

/** What a JSON file is, by the members of its first object, as far as its start shows them. */
export function sniffJson(text: string, name: string): Sniffed {
  const lines = name.endsWith(".jsonl");
  const { members, type, ended, another } = firstObject(text);
  if (type === "CityJSONFeature") return "cityjsonseq";
  if (type === "CityJSON") return another || lines ? "cityjsonseq" : "cityjson";
  if (type !== undefined && GEOJSON.has(type)) return "geojson";
  for (const member of members) {
    const kind = TELLING.get(member);
    if (kind !== undefined) return kind;
  }
  // What tells comes only after the part we saw.
  if (ended) return "unknown";
  if (name.endsWith(".geojson")) return "geojson";
  if (lines) return "cityjsonseq";
  return /\.city\.json$|\.cityjson$/.test(name) ? "cityjson" : "unknown";
}

interface FirstObject {
  readonly members: readonly string[];
  /** Its `type`, where that is a text. */
  readonly type: string | undefined;
  readonly ended: boolean;
  /** Whether another object follows. */
  readonly another: boolean;
}

/** A look over JSON that may be cut off anywhere: it follows texts and brackets, and no more. */
function firstObject(text: string): FirstObject {
  const members: string[] = [];
  let type: string | undefined;
  let depth = 0;
  let last: string | undefined;
  let key: string | undefined;
  // A text that is cut off goes on to the end, and is not looked into.
  const token = /"((?:[^"\\]|\\.)*)(?:"|\\?$)|[{}[\]:,]/gs;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [mark, quoted] = found;
    if (depth === 1 && quoted !== undefined) {
      if (key === "type") type ??= quoted;
      last = quoted;
    } else if (mark === "{" || mark === "[") {
      depth++;
    } else if (mark === "}" || mark === "]") {
      depth--;
      if (depth === 0)
        return { members, type, ended: true, another: /^\s*\{/.test(text.slice(token.lastIndex)) };
    } else if (depth === 1 && mark === ":" && last !== undefined) {
      key = last;
      members.push(last);
    } else if (depth === 1 && mark === ",") {
      key = undefined;
    }
  }
  return { members, type, ended: false, another: false };
}
