import { type Problem, problem } from "../../../shared/problem.ts";
import type { Selected } from "../../twin/selection.ts";
import { isRecord, readPosition, readText } from "../../ui/read-untrusted.ts";
import { readPlace } from "./read-place.ts";

/** UTF-8 bytes: what the server takes from a shared view, `sharedTextBytes`. */
const MOST_BYTES = 4_096;
const MOST_PROPERTIES = 64;
const LONGEST_ID = 256;
const LONGEST_VALUE = 500;

/**
 * What is chosen, as a text for a link or for other screens. Of a building with very many attributes
 * the last are left out, so that it is always short enough.
 */
export function writeSelected(selected: Selected): string {
  if (selected?.type !== "building") return JSON.stringify(selected ?? null);
  const { properties, ...rest } = selected;
  const kept = [...properties].filter(isPlain).slice(0, MOST_PROPERTIES);
  for (;;) {
    const text = JSON.stringify({ ...rest, properties: kept });
    if (kept.length === 0 || new TextEncoder().encode(text).length <= MOST_BYTES) return text;
    kept.pop();
  }
}

/** Reads such a text from a link or from another screen: anybody may have written it. */
export function readSelected(text: string): Selected | Problem {
  if (text.length > MOST_BYTES) return notOurs("is too long");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return notOurs("is not JSON");
  }
  if (value === null) return undefined;
  return (isRecord(value) ? readKnown(value) : undefined) ?? notOurs("names nothing known here");
}

function readKnown(value: Record<string, unknown>): Selected {
  const { type } = value;
  if (type === "building") return readBuilding(value);
  if (type === "place") {
    const place = readPlace(value.place);
    return place === undefined ? undefined : { type, place };
  }
  if (type !== "entity" && type !== "region" && type !== "district") return undefined;
  const id = readText(value.id, LONGEST_ID);
  return id === undefined ? undefined : { type, id };
}

function readBuilding({ id, position, properties, layer }: Record<string, unknown>): Selected {
  if (!Array.isArray(properties) || properties.length > MOST_PROPERTIES) return undefined;
  if (!properties.every(isPlain)) return undefined;
  const [name, where] = [readText(id, LONGEST_ID), readPosition(position)];
  const within = readText(layer, LONGEST_ID);
  if (layer !== undefined && within === undefined) return undefined;
  if ((id !== undefined && name === undefined) || (position !== undefined && where === undefined)) {
    return undefined;
  }
  return {
    type: "building",
    ...(name === undefined ? {} : { id: name }),
    ...(where === undefined ? {} : { position: where }),
    properties: new Map(properties),
    ...(within === undefined ? {} : { layer: within }),
  };
}

/** A name and a text, a number or a yes or no. */
function isPlain(entry: unknown): entry is [string, string | number | boolean] {
  if (!Array.isArray(entry) || entry.length !== 2) return false;
  const [name, value]: unknown[] = entry;
  if (readText(name, LONGEST_ID) === undefined) return false;
  if (typeof value === "string") return value.length <= LONGEST_VALUE;
  return typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
}

function notOurs(what: string): Problem {
  return problem("page/selection", `The selection that was sent ${what}.`);
}
