import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { RegionProperties } from "../../../shared/region.ts";
import { say } from "../../ui/words/say.ts";

type Shape = Polygon | MultiPolygon;
type Draft = Feature<Shape, RegionProperties>;

/** Bytes that the page reads of a file; the server has limits of its own. */
const LARGEST = 32 * 1024 * 1024;

/**
 * Regions in the text of a GeoJSON file: a collection, one feature, or a bare polygon. What has no name
 * is named after the file. Whether the shapes are sound the server says.
 */
export function readRegionFile(
  text: string,
  fileName: string,
): FeatureCollection<Shape, RegionProperties> | Problem {
  if (text.length > LARGEST) {
    const megabytes = LARGEST / 1024 / 1024;
    return problem("areas/file-large", say("areas.file-large", { megabytes }));
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return problem("areas/file-json", say("areas.file-json", { message }));
  }
  const parts = partsOf(body);
  if (parts === undefined || parts.length === 0)
    return problem("areas/file-empty", say("areas.file-empty"), say("areas.file-how"));
  const base = fileName.replace(/\.(geo)?json$/i, "") || say("areas.region");
  const features: Draft[] = [];
  for (const [place, part] of parts.entries()) {
    const name = parts.length === 1 ? base : `${base} ${place + 1}`;
    const feature = readFeature(part, name, place);
    if (isProblem(feature)) return feature;
    features.push(feature);
  }
  return { type: "FeatureCollection", features };
}

function partsOf(body: unknown): readonly unknown[] | undefined {
  const type = member(body, "type");
  if (type === "FeatureCollection") {
    const features = member(body, "features");
    return Array.isArray(features) ? features : undefined;
  }
  if (type === "Feature") return [body];
  return isShape(body) ? [{ type: "Feature", geometry: body, properties: {} }] : undefined;
}

function readFeature(part: unknown, otherwise: string, place: number): Draft | Problem {
  const geometry = member(part, "geometry");
  if (!isShape(geometry)) {
    const message = say("areas.file-not-area", { place: place + 1 });
    return problem("areas/file-not-area", message, say("areas.file-how"));
  }
  const told = member(part, "properties");
  const name = member(told, "name");
  return {
    type: "Feature",
    geometry,
    properties: {
      name: typeof name === "string" && name.trim() !== "" ? name : otherwise,
      ...numbers(told, "floor"),
      ...numbers(told, "ceiling"),
      ...texts(told, "validFrom"),
      ...texts(told, "validTo"),
    },
  };
}

function isShape(value: unknown): value is Shape {
  const type = member(value, "type");
  return (
    (type === "Polygon" || type === "MultiPolygon") && Array.isArray(member(value, "coordinates"))
  );
}

/** A member of what should be an object; undefined where it is none, or has it only by inheritance. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

function numbers<N extends string>(value: unknown, name: N): { [K in N]?: number } {
  const found = member(value, name);
  return typeof found === "number" ? ({ [name]: found } as { [K in N]: number }) : {};
}

function texts<N extends string>(value: unknown, name: N): { [K in N]?: string } {
  const found = member(value, name);
  return typeof found === "string" ? ({ [name]: found } as { [K in N]: string }) : {};
}
