import { TILE_LIMITS } from "../../limits.ts";
import type { Attribute } from "../../model/attribute.ts";

/** Names of what is for reading: of each there are as many as there are things. */
const TEXTS =
  /(^|[_:.\s/-])(name|title|address|addr|street|description|remark|note|url|website|phone|id|uuid|fid|objectid|名称|住所)([_:.\s/-]|$)/i;
/** Characters of a text that is no kind of thing any more. */
const LONG = 60;
const DATE = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/;

/** Properties as attributes; of objects and lists in them each value by itself. */
export function propertyAttributes(properties: Readonly<Record<string, unknown>>): Attribute[] {
  const attributes: Attribute[] = [];
  for (const key of Object.keys(properties)) push(attributes, key, properties[key], 0);
  return attributes;
}

/** Objects within objects that are looked into. */
const DEEPEST = 8;

function push(into: Attribute[], path: string, value: unknown, depth: number): void {
  if (value === null || value === undefined || value === "" || path === "") return;
  if (into.length >= TILE_LIMITS.attributes) return;
  const cut = path.slice(0, TILE_LIMITS.attributePath);
  if (typeof value === "number") {
    if (Number.isFinite(value)) into.push({ path: cut, value, kind: "number" });
  } else if (typeof value === "boolean") into.push({ path: cut, value, kind: "boolean" });
  else if (typeof value === "string") {
    const text = value.slice(0, TILE_LIMITS.attributeLength);
    const isText = text.length > LONG || TEXTS.test(path);
    into.push({
      path: cut,
      value: text,
      kind: DATE.test(text) ? "date" : isText ? "text" : "category",
    });
  } else if (depth < DEEPEST && Array.isArray(value))
    for (const [i, each] of value.entries()) push(into, `${path}[${i + 1}]`, each, depth + 1);
  else if (depth < DEEPEST && typeof value === "object")
    for (const [key, each] of Object.entries(value)) push(into, `${path}/${key}`, each, depth + 1);
}
