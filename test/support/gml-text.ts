import type { InputFile } from "../../tilesets/read/input-file.ts";
import { memoryInput } from "./memory-input.ts";

/** Namespaces of CityGML by their usual prefixes, for its versions. */
const MODULES = {
  bldg: "building",
  brid: "bridge",
  tun: "tunnel",
  tran: "transportation",
  luse: "landuse",
  veg: "vegetation",
  frn: "cityfurniture",
  wtr: "waterbody",
  dem: "relief",
  gen: "generics",
  grp: "cityobjectgroup",
  app: "appearance",
};

/** Corners as people write them: longitude, latitude, height. */
export type GmlCorner = readonly [longitude: number, latitude: number, height: number];

export interface GmlCity {
  readonly version?: 2 | 3;
  readonly srsName?: string | undefined;
  /** Instead of the whole `gml:boundedBy`. */
  readonly bounds?: string;
  /** After the bounds, and after all members. */
  readonly before?: string;
  readonly after?: string;
}

/** A whole file of CityGML. */
export function gmlCity(members: readonly string[], city: GmlCity = {}): string {
  const { version = 2, srsName = "http://www.opengis.net/def/crs/EPSG/0/6697" } = city;
  const modules = version === 3 ? { ...MODULES, con: "construction" } : MODULES;
  const spaces = Object.entries(modules)
    .map(
      ([prefix, module]) =>
        `xmlns:${prefix}="http://www.opengis.net/citygml/${module}/${version}.0"`,
    )
    .join(" ");
  const gml = version === 3 ? "http://www.opengis.net/gml/3.2" : "http://www.opengis.net/gml";
  const bounds =
    city.bounds ??
    `<gml:boundedBy><gml:Envelope srsName="${srsName}" srsDimension="3">
     <gml:lowerCorner>35.6 139.7 0</gml:lowerCorner><gml:upperCorner>35.61 139.71 50</gml:upperCorner>
     </gml:Envelope></gml:boundedBy>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<core:CityModel xmlns:core="http://www.opengis.net/citygml/${version}.0" ${spaces} xmlns:gml="${gml}"
 xmlns:uro="https://www.geospatial.jp/iur/uro/3.0" xmlns:urf="https://www.geospatial.jp/iur/urf/3.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xAL="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0">
${bounds}${city.before ?? ""}
${members.map((member) => `<core:cityObjectMember>${member}</core:cityObjectMember>`).join("\n")}
${city.after ?? ""}</core:CityModel>`;
}

/** As EPSG:6697 has it: latitude first; the first corner again at the end. */
export function gmlPosList(corners: readonly GmlCorner[], closed = true): string {
  const [first] = corners;
  const all = closed && first !== undefined ? [...corners, first] : corners;
  const text = all.map(([lon, lat, height]) => `${lat} ${lon} ${height}`).join(" ");
  return `<gml:posList>${text}</gml:posList>`;
}

/** A polygon, its outer ring first; rings are called `{id}-0`, `{id}-1` … */
export function gmlPolygon(rings: readonly (readonly GmlCorner[])[], id = ""): string {
  const named = (name: string) => (id === "" ? "" : ` gml:id="${name}"`);
  const sides = rings.map((ring, i) => {
    const side = i === 0 ? "exterior" : "interior";
    const list = gmlPosList(ring);
    return `<gml:${side}><gml:LinearRing${named(`${id}-${i}`)}>${list}</gml:LinearRing></gml:${side}>`;
  });
  return `<gml:Polygon${named(id)}>${sides.join("")}</gml:Polygon>`;
}

export function gmlMultiSurface(members: readonly string[]): string {
  return `<gml:MultiSurface>${members.map(member).join("")}</gml:MultiSurface>`;
}

export function gmlSolid(members: readonly string[]): string {
  const shell = `<gml:CompositeSurface>${members.map(member).join("")}</gml:CompositeSurface>`;
  return `<gml:Solid><gml:exterior>${shell}</gml:exterior></gml:Solid>`;
}

/** A polygon, or a reference where it begins with `#`. */
function member(surface: string): string {
  if (surface.startsWith("#")) return `<gml:surfaceMember xlink:href="${surface}"/>`;
  return `<gml:surfaceMember>${surface}</gml:surfaceMember>`;
}

/** A rectangle of so many steps of some 9 m by 11 m, level. */
export function gmlSquare(east = 0, north = 0, size = 1, height = 10): GmlCorner[] {
  const [west, south] = [139.7 + east / 10_000, 35.6 + north / 10_000];
  const step = size / 10_000;
  return [
    [west, south, height],
    [west + step, south, height],
    [west + step, south + step, height],
    [west, south + step, height],
  ];
}

/** The file, in memory. */
export function gmlFile(
  content: string | Uint8Array,
  more: { name?: string; chunk?: number; siblings?: Readonly<Record<string, string>> } = {},
): InputFile {
  return memoryInput({ name: "udx/bldg/a.gml", kind: "citygml", content, ...more });
}
