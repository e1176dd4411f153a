import proj4 from "proj4";
import { ecefOf, type Point, type SourceCity, type SourceSurface } from "./source-city.ts";

/** Amersfoort / RD New to WGS84. Source: EPSG registry, transformation 4833 (rotations in seconds). */
const DUTCH = proj4(
  "+proj=sterea +lat_0=52.15616055555556 +lon_0=5.387638888888889 +k=0.9999079 +x_0=155000 +y_0=463000 " +
    "+ellps=bessel +towgs84=565.4171,50.3319,465.5524,-0.398957388243134,0.343987817378283,-1.87740163998045,4.0725",
  "WGS84",
);

interface CityObject {
  readonly parents?: readonly string[];
  readonly geometry?: readonly { readonly lod: string; readonly boundaries: unknown }[];
}

interface CityJson {
  readonly transform: { readonly scale: readonly number[]; readonly translate: readonly number[] };
  readonly vertices: readonly (readonly number[])[];
  readonly CityObjects: Readonly<Record<string, CityObject>>;
}

/** How coordinates of the file become degrees and metres above the ellipsoid. */
export type Turn = (east: number, north: number, height: number) => Point;

/** Degrees of Dutch metres. */
export function dutch(east: number, north: number): readonly [longitude: number, latitude: number] {
  const [longitude = 0, latitude = 0] = DUTCH.forward([east, north]);
  return [longitude, latitude];
}

/** CityJSON as `JSON.parse` has it: objects whose parts count as they themselves do. */
export function naiveCityJson(text: string, turn: Turn): SourceCity {
  const { transform, vertices, CityObjects } = JSON.parse(text) as CityJson;
  const places = vertices.map((vertex): Point => {
    const at = (k: number) =>
      (vertex[k] ?? 0) * (transform.scale[k] ?? 1) + (transform.translate[k] ?? 0);
    return ecefOf(...turn(at(0), at(1), at(2)));
  });
  let polygons = 0;
  const levels = new Map<string, { lod: number; surfaces: SourceSurface[] }[]>();
  for (const [key, object] of Object.entries(CityObjects)) {
    const id = rootOf(key, CityObjects);
    const own = levels.get(id) ?? [];
    levels.set(id, own);
    for (const { lod, boundaries } of object.geometry ?? []) {
      const surfaces = surfacesOf(boundaries, places);
      polygons += surfaces.length;
      own.push({ lod: Number(lod), surfaces });
    }
  }
  const features = [...levels].flatMap(([id, own]) => {
    const finest = Math.max(...own.map(({ lod }) => lod));
    const surfaces = own.filter(({ lod }) => lod === finest).flatMap((level) => level.surfaces);
    return surfaces.length === 0
      ? []
      : [[id, { surfaces, text: JSON.stringify(CityObjects[id]) }] as const];
  });
  return { features: new Map(features), polygons };
}

function rootOf(key: string, objects: CityJson["CityObjects"]): string {
  const [parent] = objects[key]?.parents ?? [];
  return parent === undefined ? key : rootOf(parent, objects);
}

/** A surface is a list of lists of numbers, however deep it lies. */
function surfacesOf(boundaries: unknown, places: readonly Point[]): SourceSurface[] {
  const lists = boundaries as unknown[][];
  if (!Array.isArray(lists[0]?.[0]))
    return [
      {
        rings: (boundaries as number[][]).map((ring) =>
          ring.map((vertex) => places[vertex] ?? [0, 0, 0]),
        ),
      },
    ];
  return lists.flatMap((inner) => surfacesOf(inner, places));
}
