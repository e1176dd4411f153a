import type { Rgb } from "../../model/city-model.ts";

const PAVED: Rgb = [188, 184, 176];
const EARTH: Rgb = [178, 162, 138];
const WOOD: Rgb = [112, 142, 94];
const GRASS: Rgb = [150, 174, 116];
const FIELD: Rgb = [206, 202, 150];
const HOMES: Rgb = [224, 212, 188];
const TRADE: Rgb = [220, 180, 166];
const WORKS: Rgb = [190, 182, 204];
const PUBLIC: Rgb = [214, 196, 170];
const SAND: Rgb = [226, 212, 172];
const SPORT: Rgb = [140, 180, 140];
const TARMAC: Rgb = [182, 182, 180];

/** What OpenStreetMap's tags and i-UR's types look like: of each colour those that have it. */
const KINDS: readonly (readonly [Rgb, string])[] = [
  [PAVED, "highway=footway highway=pedestrian highway=steps highway=cycleway highway=corridor"],
  [EARTH, "highway=path highway=track highway=bridleway"],
  [WOOD, "landuse=forest natural=wood natural=scrub natural=shrubbery"],
  [GRASS, "landuse=grass landuse=meadow natural=grassland landuse=village_green leisure=park"],
  [GRASS, "leisure=garden leisure=common leisure=golf_course landuse=recreation_ground"],
  [FIELD, "landuse=farmland landuse=orchard landuse=vineyard landuse=farmyard landuse=allotments"],
  [HOMES, "landuse=residential"],
  [TRADE, "landuse=commercial landuse=retail amenity=marketplace"],
  [WORKS, "landuse=industrial landuse=railway man_made=works power=substation power=plant"],
  [PUBLIC, "amenity=school amenity=kindergarten amenity=college amenity=university"],
  [PUBLIC, "amenity=hospital amenity=social_facility landuse=education landuse=institutional"],
  [SAND, "natural=beach natural=sand landuse=construction landuse=brownfield natural=shingle"],
  [SPORT, "leisure=pitch leisure=playground leisure=sports_centre leisure=stadium leisure=track"],
  [TARMAC, "amenity=parking amenity=parking_space aeroway=apron aeroway=runway aeroway=taxiway"],
  // What lies in the ground, as it is marked there.
  [[84, 142, 200], "uro:WaterPipe"],
  [[140, 108, 76], "uro:SewerPipe"],
  [[226, 192, 82], "uro:OilGasChemicalsPipe"],
  [[208, 112, 58], "uro:ElectricityCable"],
  [[152, 116, 178], "uro:TelecommunicationCable"],
  [[196, 92, 104], "uro:ThermalPipe"],
  [[150, 152, 154], "uro:Manhole uro:Handhole"],
  [[136, 152, 122], "landuse=cemetery amenity=grave_yard"],
  [[140, 170, 170], "natural=wetland"],
];

const colors: ReadonlyMap<string, Rgb> = new Map(
  KINDS.flatMap(([color, types]) => types.split(" ").map((type) => [type, color] as const)),
);

/** @param type `key=value`; undefined where it has no colour of its own */
export function typeColor(type: string): Rgb | undefined {
  return colors.get(type);
}
