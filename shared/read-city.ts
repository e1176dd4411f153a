import { type City, type CityLayer, LAYER_ROLES, type Viewpoint } from "./city.ts";

const EYE = ["longitude", "latitude", "height", "headingDegrees", "pitchDegrees"];

/**
 * A city's description, where it is one down to what a page draws; undefined where it is not. The server
 * looks before it gives a folder's `city.json` away, and the page before it draws.
 */
export function readCity(body: unknown): City | undefined {
  if (!isRecord(body)) return undefined;
  const { id, name, tilesets, layers, bounds, origin, ground, viewpoints, attribution } = body;
  const good =
    typeof id === "string" &&
    isBilingual(name) &&
    areTexts(tilesets) &&
    areTexts(attribution) &&
    hasNumbers(ground, ["height"]) &&
    Array.isArray(bounds) &&
    bounds.length === 4 &&
    bounds.every(Number.isFinite) &&
    (origin === undefined || hasNumbers(origin, ["longitude", "latitude", "height"])) &&
    (layers === undefined || (Array.isArray(layers) && layers.every(isLayer))) &&
    (viewpoints === undefined || (Array.isArray(viewpoints) && viewpoints.every(isViewpoint)));
  return good ? (body as unknown as City) : undefined;
}

function isLayer(value: unknown): value is CityLayer {
  return (
    isRecord(value) &&
    typeof value.tileset === "string" &&
    typeof value.role === "string" &&
    LAYER_ROLES.some((role) => role === value.role)
  );
}

function isViewpoint(value: unknown): value is Viewpoint {
  return (
    isRecord(value) &&
    typeof value.id === "string" &&
    isBilingual(value.name) &&
    hasNumbers(value, EYE)
  );
}

function isBilingual(value: unknown): boolean {
  return isRecord(value) && typeof value.en === "string" && typeof value.ja === "string";
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function hasNumbers(value: unknown, names: readonly string[]): boolean {
  return isRecord(value) && names.every((name) => Number.isFinite(value[name]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
