import type { RoofShape } from "../../model/city-model.ts";
import { countOf, metresOf } from "./measure.ts";
import type { Tags } from "./osm-element.ts";
import { roofShapeOf } from "./roof-shape.ts";

/** Metres of a storey where nothing more is known. Source: OpenStreetMap wiki, Key:building:levels. */
const STOREY = 3;
/** What buildings are told from slips of the pen by: the tallest one is 830 m high. */
const TALLEST = 900;
const MOST_LEVELS = 200;
/** Metres of a roof that is only on posts. */
const ROOF_ONLY = 0.5;
/** Least metres from its foot to its top. */
const LEAST = 0.5;

/** Storeys of buildings of which nothing but the kind is known; a house of two otherwise. */
const USUAL_STOREYS: Readonly<Record<string, number>> = {
  apartments: 4,
  barn: 2.5,
  bungalow: 1,
  cabin: 1,
  carport: 1,
  cathedral: 8,
  church: 5,
  chapel: 2,
  civic: 3,
  commercial: 3,
  dormitory: 4,
  farm_auxiliary: 1.5,
  garage: 1,
  garages: 1,
  greenhouse: 1.3,
  grandstand: 4,
  hangar: 4,
  hospital: 5,
  hotel: 5,
  hut: 1,
  industrial: 3,
  kiosk: 1,
  mosque: 4,
  office: 4,
  public: 3,
  retail: 2,
  roof: 1.3,
  school: 3,
  service: 1,
  shed: 1,
  stable: 1.3,
  static_caravan: 1,
  supermarket: 2,
  sty: 1,
  temple: 3,
  toilets: 1,
  train_station: 3,
  transformer_tower: 3,
  university: 4,
  warehouse: 3,
};

/** A building's or a part's heights, metres above the ground. */
export interface BuildingHeights {
  readonly base: number;
  readonly eaves: number;
  readonly top: number;
  readonly roof: RoofShape;
  /** How the top is known: it is told, it follows from its storeys, or it is a guess by the kind. */
  readonly from: "height" | "levels" | "default";
  /** Tags that make no sense, and were not followed. */
  readonly nonsense: readonly string[];
}

/**
 * Heights by the tags of Simple 3D Buildings (OpenStreetMap wiki): `height` is up to the top of the roof,
 * `building:levels` are those below it.
 * @param width metres across the footprint's shorter side, that a roof without a height follows
 */
export function buildingHeights(tags: Tags, width: number): BuildingHeights {
  const nonsense: string[] = [];
  const read = (of: typeof metresOf, least: number, most: number, ...keys: string[]) => {
    for (const key of keys) {
      const text = tags.get(key);
      if (text === undefined) continue;
      const value = of(text);
      if (value !== undefined && value >= least && value <= most) return value;
      nonsense.push(`${key}=${text.slice(0, 40)}`);
    }
    return undefined;
  };
  const told = read(metresOf, LEAST, TALLEST, "height", "building:height", "est_height");
  const levels = read(countOf, 0, MOST_LEVELS, "building:levels", "levels");
  const minimum = read(metresOf, 0, TALLEST, "min_height", "building:min_height");
  const minLevel = read(countOf, 0, MOST_LEVELS, "building:min_level", "min_level");
  const roofHeight = read(metresOf, 0, TALLEST, "roof:height", "building:roof:height");
  const roofLevels = read(countOf, 0, MOST_LEVELS, "roof:levels", "building:roof:levels");
  const shapeText = tags.get("roof:shape") ?? tags.get("building:roof:shape");
  const roof = roofShapeOf(shapeText) ?? "flat";
  const isRoofOnly = tags.get("building") === "roof" || tags.get("building:part") === "roof";
  const rise = roofHeight ?? riseOf(roof, roofLevels, width);
  const walls = STOREY * (levels ?? usualStoreys(tags));
  const counted = levels === undefined && roofLevels === undefined ? "default" : "levels";
  let base = minimum ?? (minLevel === undefined ? 0 : STOREY * minLevel);
  // Levels are counted from the ground. Where nothing is told of the top, a storey stands on the base.
  const standing =
    levels === undefined && minLevel === undefined ? Math.max(walls, base + STOREY) : walls;
  let top = told ?? Math.max(standing, LEAST - rise) + rise;
  if (isRoofOnly && minimum === undefined && minLevel === undefined)
    base = Math.max(0, top - rise - ROOF_ONLY);
  if (base > top - 0.1) {
    nonsense.push(`a foot at ${base} m under a top at ${top} m`);
    if (told === undefined) top = base + STOREY;
    else base = 0;
  }
  const eaves = Math.max(base, top - Math.min(rise, top - base));
  return { base, eaves, top, roof, from: told === undefined ? counted : "height", nonsense };
}

function usualStoreys(tags: Tags): number {
  const kinds = [tags.get("building"), tags.get("building:part")];
  for (const kind of kinds)
    if (kind !== undefined && Object.hasOwn(USUAL_STOREYS, kind)) return USUAL_STOREYS[kind] ?? 2;
  return 2;
}

/** Metres from eaves to top of a roof that does not tell them: by its storeys, or by a usual slope. */
function riseOf(roof: RoofShape, levels: number | undefined, width: number): number {
  if (roof === "flat") return levels === undefined ? 0 : STOREY * levels;
  if (levels !== undefined && levels > 0) return STOREY * levels;
  const steepness = {
    gable: 0.35,
    hip: 0.35,
    pyramid: 0.5,
    dome: 0.5,
    barrel: 0.3,
    shed: 0.2,
    sawtooth: 0.1,
  };
  return Math.min(roof === "dome" ? 40 : 6, Math.max(0.5, width * steepness[roof]));
}
