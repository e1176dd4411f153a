import type { FeatureClass } from "../../../shared/feature-class.ts";
import type { SurfaceSemantic } from "../../model/read-feature.ts";

/** Types of CityJSON that are features of their own. */
const CLASSES: Readonly<Record<string, FeatureClass>> = {
  Building: "building",
  Bridge: "bridge",
  Tunnel: "tunnel",
  Road: "road",
  TransportSquare: "road",
  Railway: "railway",
  LandUse: "land-use",
  PlantCover: "vegetation",
  SolitaryVegetationObject: "vegetation",
  WaterBody: "water",
  Waterway: "water",
  TINRelief: "relief",
  CityFurniture: "furniture",
  OtherConstruction: "generic",
  GenericCityObject: "generic",
  CityObjectGroup: "generic",
};

/** Parts of others that are on their own only where their parent is missing. */
const PARTS: readonly (readonly [prefix: string, FeatureClass])[] = [
  ["Building", "building"],
  ["Bridge", "bridge"],
  ["Tunnel", "tunnel"],
];

/** What is inside of a building, bridge or tunnel. */
const INSIDE = /^(?:Building|Bridge|Tunnel)(?:Room|Furniture|Storey|Unit|HollowSpace)$/;

const SEMANTICS: Readonly<Record<string, SurfaceSemantic>> = {
  RoofSurface: "roof",
  WallSurface: "wall",
  GroundSurface: "ground",
  ClosureSurface: "closure",
  OuterCeilingSurface: "ceiling",
  OuterFloorSurface: "floor",
  CeilingSurface: "ceiling",
  FloorSurface: "floor",
  Window: "window",
  Door: "door",
  WaterSurface: "water",
  TrafficArea: "traffic",
  AuxiliaryTrafficArea: "auxiliary-traffic",
};

/** Types of extensions, which begin with +, and unknown ones are generic. */
export function classOf(type: string): FeatureClass {
  return own(CLASSES, type) ?? PARTS.find(([prefix]) => type.startsWith(prefix))?.[1] ?? "generic";
}

/** Whether it is a feature of its own even where it names a parent (a group, say). */
export function standsAlone(type: string): boolean {
  return Object.hasOwn(CLASSES, type);
}

export function isInside(type: string): boolean {
  return INSIDE.test(type);
}

/** What a surface shows, by its own type and that of its object. */
export function semanticOf(surfaceType: unknown, objectType: string): SurfaceSemantic {
  const known = typeof surfaceType === "string" ? own(SEMANTICS, surfaceType) : undefined;
  if (known !== undefined) return known;
  if (/Installation$/.test(objectType)) return "installation";
  if (objectType === "WaterBody" || objectType === "Waterway") return "water";
  return "other";
}

/** Names in a file may be those of every object's own properties (`constructor`). */
function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
