import type { StoredFile } from "../input-file.ts";
import type { Footprint, FootprintHead } from "./footprint.ts";
import { footprintFault } from "./footprint-fault.ts";
import { geojsonShapes } from "./geojson-shapes.ts";
import { JsonFault, type JsonPiece, JsonSplitter } from "./json-splitter.ts";

/**
 * Features of GeoJSON (RFC 7946): a collection, one feature, a bare geometry, or such line by line or record
 * by record. Lists of features are read one by one. Each is given with an empty list of properties where it
 * has none. Throws `Unreadable`.
 */
export async function* readGeojson(
  file: StoredFile,
  head: FootprintHead,
  advance: (bytes: number) => void,
): AsyncGenerator<readonly Footprint[]> {
  const splitter = new JsonSplitter();
  try {
    for await (const bytes of file.open(advance)) {
      const found: Footprint[] = [];
      for (const piece of splitter.take(bytes as Uint8Array)) {
        const footprint = footprintOf(piece, head);
        if (footprint !== undefined) found.push(footprint);
      }
      yield found;
    }
    splitter.end();
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw footprintFault(file.path, error.message, "Mend the file there, or export it again.");
  }
}

function footprintOf({ kind, text, end }: JsonPiece, head: FootprintHead): Footprint | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new JsonFault(`malformed JSON before byte ${end}: ${(error as Error).message}`);
  }
  const object = fieldsOf(value);
  const isFeature = kind === "feature" || "geometry" in object || object.type === "Feature";
  if (isFeature) return featureOf(object);
  if ("coordinates" in object || "geometries" in object)
    return { properties: {}, geometry: geojsonShapes(object) };
  const crs = fieldsOf(fieldsOf(object.crs).properties);
  const code = crs.name ?? crs.code;
  if (typeof code === "string" || typeof code === "number") head.crs = String(code);
  const title = object.name ?? object.title;
  if (typeof title === "string" && title.trim() !== "") head.title = title.slice(0, 200);
  return undefined;
}

function featureOf({ id, properties, geometry }: Readonly<Record<string, unknown>>): Footprint {
  return {
    ...(typeof id === "string" || typeof id === "number" ? { id } : {}),
    properties: fieldsOf(properties),
    geometry: geojsonShapes(fieldsOf(geometry)),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
