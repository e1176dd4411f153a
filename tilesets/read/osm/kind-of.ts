import type { FeatureClass } from "../../../shared/feature-class.ts";
import { lineWidth } from "./line-width.ts";
import type { Tags } from "./osm-element.ts";

/** What an element is drawn as. */
export interface Kind {
  readonly class: FeatureClass;
  /** The tag that says so: `building=house`. */
  readonly type: string;
  readonly form: "building" | "part" | "area" | "line";
  /** Metres across, of a line. */
  readonly width: number;
}

/** Keys that say nothing of what a thing is. */
const ABOUT = /^(source|created_by|note|fixme|attribution|import|import_uuid|todo|type)(:.*)?$/i;

/** Landuse, natural and leisure that are green; every other landuse and leisure is a use of land. */
const GREEN = new Set([
  "landuse=forest",
  "landuse=grass",
  "landuse=meadow",
  "landuse=orchard",
  "landuse=vineyard",
  "landuse=village_green",
  "landuse=recreation_ground",
  "landuse=flowerbed",
  "landuse=greenfield",
  "landuse=allotments",
  "landuse=plant_nursery",
  "natural=wood",
  "natural=scrub",
  "natural=grassland",
  "natural=heath",
  "natural=fell",
  "natural=tundra",
  "natural=shrubbery",
  "leisure=park",
  "leisure=garden",
  "leisure=golf_course",
  "leisure=common",
  "leisure=dog_park",
]);

const WET = new Set([
  "natural=water",
  "natural=bay",
  "natural=strait",
  "natural=wetland",
  "natural=spring",
  "waterway=riverbank",
  "waterway=dock",
  "landuse=reservoir",
  "landuse=basin",
  "landuse=salt_pond",
  "landuse=aquaculture",
  "leisure=swimming_pool",
  "leisure=marina",
  "amenity=fountain",
]);

/** Grounds of a kind of their own that are drawn as land. */
const GROUNDS = new Set(
  (
    "amenity=parking amenity=school amenity=kindergarten amenity=college amenity=university amenity=hospital " +
    "amenity=grave_yard amenity=marketplace amenity=bus_station amenity=parking_space amenity=social_facility " +
    "natural=beach natural=sand natural=bare_rock natural=scree natural=shingle natural=mud natural=glacier " +
    "place=square aeroway=aerodrome aeroway=apron aeroway=runway aeroway=taxiway aeroway=helipad man_made=pier " +
    "man_made=wastewater_plant man_made=works man_made=water_works power=plant power=substation " +
    "railway=platform railway=station public_transport=platform public_transport=station tourism=camp_site " +
    "tourism=zoo tourism=theme_park tourism=attraction historic=archaeological_site"
  ).split(" "),
);

const BUILDINGLESS = new Set(["no", "none", "razed", "demolished"]);
/** Roads and railways that are not there yet or no more. */
const NOT_THERE = new Set([
  "abandoned",
  "razed",
  "dismantled",
  "proposed",
  "construction",
  "planned",
  "historic",
]);
const TRACKS = new Set(
  "rail light_rail subway tram narrow_gauge monorail funicular preserved disused miniature".split(
    " ",
  ),
);
const STREAMS = new Set("river stream canal ditch drain tidal_channel".split(" "));
/** Of highways: what is no way. */
const NO_WAY = new Set(
  "services rest_area elevator emergency_bay platform bus_stop traffic_island".split(" "),
);

/** Whether an element says what it is at all: those that only hold others up are no features. */
export function isNamed(tags: Tags): boolean {
  for (const key of tags.keys()) if (!ABOUT.test(key)) return true;
  return false;
}

/**
 * What a way or an area is drawn as, by its tags; why it is not, where it is not.
 * @param closed whether it has an inside
 */
export function kindOf(tags: Tags, closed: boolean): Kind | string {
  const building = tags.get("building");
  const part = tags.get("building:part");
  if (part !== undefined && !BUILDINGLESS.has(part) && building === undefined)
    return closed
      ? kind("building", "building:part", part, "part")
      : "a building part that is not closed";
  if (building !== undefined && !BUILDINGLESS.has(building))
    return closed
      ? kind("building", "building", building, "building")
      : "a building that is not closed";
  return wayKind(tags, closed) ?? (closed ? areaKind(tags) : undefined) ?? notDrawn(tags);
}

function wayKind(tags: Tags, closed: boolean): Kind | string | undefined {
  const highway = tags.get("highway");
  const railway = tags.get("railway");
  const waterway = tags.get("waterway");
  const isArea = closed && tags.get("area") === "yes";
  const below = underground(tags);
  if (highway !== undefined && !NO_WAY.has(highway)) {
    if (NOT_THERE.has(highway)) return "a road that is not there yet or no more";
    if (below) return "it runs under the ground";
    if (isArea) return kind("road", "highway", highway, "area");
    return kind("road", "highway", highway, "line", lineWidth(tags));
  }
  if (closed && tags.has("area:highway"))
    return kind("road", "area:highway", tags.get("area:highway") ?? "", "area");
  if (railway !== undefined && NOT_THERE.has(railway))
    return "a railway that is not there yet or no more";
  if (railway !== undefined && TRACKS.has(railway)) {
    if (below) return "it runs under the ground";
    return kind("railway", "railway", railway, "line", lineWidth(tags));
  }
  if (waterway !== undefined && STREAMS.has(waterway)) {
    if (below) return "it runs under the ground";
    if (isArea) return kind("water", "waterway", waterway, "area");
    return kind("water", "waterway", waterway, "line", lineWidth(tags));
  }
  return undefined;
}

function areaKind(tags: Tags): Kind | undefined {
  for (const key of ["natural", "waterway", "landuse", "leisure", "amenity"]) {
    const value = tags.get(key);
    if (value === undefined) continue;
    if (WET.has(`${key}=${value}`)) return kind("water", key, value, "area");
    if (GREEN.has(`${key}=${value}`)) return kind("vegetation", key, value, "area");
  }
  for (const key of ["landuse", "leisure"]) {
    const value = tags.get(key);
    if (value !== undefined && value !== "nature_reserve")
      return kind("land-use", key, value, "area");
  }
  if (tags.get("man_made") === "bridge") return kind("bridge", "man_made", "bridge", "area");
  for (const key of [
    "amenity",
    "natural",
    "place",
    "aeroway",
    "man_made",
    "power",
    "railway",
    "public_transport",
    "tourism",
    "historic",
  ]) {
    const value = tags.get(key);
    if (value !== undefined && GROUNDS.has(`${key}=${value}`))
      return kind("land-use", key, value, "area");
  }
  return undefined;
}

/** Under the ground, as far as the tags tell: roads and streams through buildings are not. */
function underground(tags: Tags): boolean {
  const tunnel = tags.get("tunnel");
  if (tunnel !== undefined && tunnel !== "no" && tunnel !== "building_passage") return true;
  return tags.get("location") === "underground";
}

/** Keys by which things are told apart, the most telling first. */
const TELLING = [
  ...[
    "building",
    "building:part",
    "barrier",
    "power",
    "boundary",
    "amenity",
    "shop",
    "tourism",
    "man_made",
  ],
  ...[
    "natural",
    "landuse",
    "leisure",
    "highway",
    "railway",
    "waterway",
    "public_transport",
    "route",
    "place",
  ],
  ...[
    "historic",
    "emergency",
    "office",
    "craft",
    "aeroway",
    "indoor",
    "advertising",
    "addr:housenumber",
  ],
];

/** Why something is not drawn: of what kind it is. */
export function notDrawn(tags: Tags): string {
  const key = TELLING.find((each) => tags.has(each));
  return `of a kind that is not drawn (${key ?? "none of the usual keys"})`;
}

function kind(name: FeatureClass, key: string, value: string, form: Kind["form"], width = 0): Kind {
  return { class: name, type: `${key}=${value}`, form, width };
}
