import { TILE_LIMITS } from "../../limits.ts";
import type { Attribute } from "../../model/attribute.ts";
import { isRecord } from "./is-record.ts";

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
/** Longer ones are told and not chosen from. */
const CATEGORY = 80;

/**
 * Attributes of an object flattened: names joined by `/`, of several values each with its number from 1
 * (`roof[2]/height`). Empty texts and nulls say nothing and are not kept.
 * @param prefix path of what they belong to; empty for the feature itself
 * @param note told of each rule by which something was changed or left out
 */
export function objectAttributes(
  value: unknown,
  prefix: string,
  into: Attribute[],
  note: (rule: string) => void,
  depth = 0,
): void {
  if (depth > TILE_LIMITS.depth) {
    note(`attributes nested deeper than ${TILE_LIMITS.depth} are left out (depth)`);
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const place = value.length === 1 ? prefix : `${prefix}[${index + 1}]`;
      objectAttributes(value[index], place, into, note, depth + 1);
    }
  } else if (isRecord(value)) {
    for (const [name, member] of Object.entries(value)) {
      objectAttributes(member, prefix === "" ? name : `${prefix}/${name}`, into, note, depth + 1);
    }
  } else if (value !== null && value !== undefined && value !== "") {
    addOne(value as string | number | boolean, prefix, into, note);
  }
}

function addOne(
  value: string | number | boolean,
  path: string,
  into: Attribute[],
  note: (rule: string) => void,
): void {
  const { attributes, attributePath, attributeLength } = TILE_LIMITS;
  if (into.length >= attributes) {
    return note(`attributes after the first ${attributes} are left out (attributes)`);
  }
  if (path.length > attributePath) {
    return note(
      `attributes with a path of more than ${attributePath} characters are left out (attributePath)`,
    );
  }
  if (typeof value === "number") {
    into.push({ path, value, kind: "number" });
  } else if (typeof value === "boolean") {
    into.push({ path, value, kind: "boolean" });
  } else if (value.length > attributeLength) {
    note(`a text was cut to ${attributeLength} characters (attributeLength)`);
    into.push({ path, value: value.slice(0, attributeLength), kind: "text" });
  } else {
    into.push({
      path,
      value,
      kind: DATE.test(value) ? "date" : value.length > CATEGORY ? "text" : "category",
    });
  }
}
