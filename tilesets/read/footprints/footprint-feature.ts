import type { Bilingual } from "../../../shared/city.ts";
import type { ReadFeature } from "../../model/read-feature.ts";
import { raise } from "../osm/building-part.ts";
import type { Tally } from "../tally.ts";
import type { Footprint } from "./footprint.ts";
import { heightTags } from "./height-fields.ts";
import { propertyAttributes } from "./property-attributes.ts";

/** Where files keep what tells their features apart. */
const IDS = ["id", "ID", "gml_id", "gml:id", "@id", "osm_id", "uuid", "UUID", "buildingID"];
const NAMES = ["name", "Name", "NAME", "名称", "title"];
const NAMES_ENGLISH = ["name:en", "name_en", "nameEn"];
const NAMES_JAPANESE = ["name:ja", "name_ja", "nameJa"];
/** Characters of an id and of a name. */
const LONGEST_ID = 200;
const LONGEST_NAME = 400;

/**
 * A footprint as a building of prisms, its rings in degrees. Its height is that of the field told, or of
 * the first that is usual and has one; `heightFrom` among its attributes says which, or that it is a guess.
 */
export function footprintFeature(
  { id, properties }: Footprint,
  polygons: readonly (readonly Float64Array[])[],
  heightField: string | undefined,
  { tally, path }: { readonly tally: Tally; readonly path: string },
): ReadFeature | undefined {
  const known = idOf(id, properties) ?? placeId(polygons);
  const { tags, field } = heightTags(properties, heightField);
  const raised = raise(tags, polygons);
  if (raised === undefined) return undefined;
  const { from, nonsense } = raised.heights;
  for (const found of nonsense) {
    const where = `${path}, ${known}, ${found}`;
    tally.repaired("features", "did not follow a height that makes no sense", where);
  }
  tally.read("polygons", raised.prisms.length);
  const name = nameOf(properties);
  const type = tags.get("building");
  return {
    id: known,
    class: "building",
    type: type === undefined ? "footprint" : `building=${type.slice(0, 60)}`,
    ...(name === undefined ? {} : { name }),
    attributes: [
      ...propertyAttributes(properties),
      {
        path: "heightFrom",
        value: from === "default" ? "default" : (field ?? from),
        kind: "category",
      },
    ],
    geometries: [],
    prisms: raised.prisms,
  };
}

export function idOf(
  id: string | number | undefined,
  properties: Readonly<Record<string, unknown>>,
): string | undefined {
  const values = [id, ...IDS.map((key) => properties[key])];
  const found = values.find(
    (value) => (typeof value === "string" && value.trim() !== "") || typeof value === "number",
  );
  return found === undefined ? undefined : String(found).slice(0, LONGEST_ID);
}

/** An id that follows from where it is, so that it stays. Source: FNV-1a, Fowler, Noll and Vo, twice 32 bits. */
function placeId(polygons: readonly (readonly Float64Array[])[]): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (const rings of polygons)
    for (const ring of rings)
      for (const number of ring) {
        let steps = Math.round(number * 1e7);
        for (let i = 0; i < 4; i++) {
          const byte = steps & 0xff;
          a = Math.imul(a ^ byte, 0x01000193);
          b = Math.imul(b ^ (byte + 0x5b), 0x01000193);
          steps >>= 8;
        }
      }
  const digits = (number: number) => (number >>> 0).toString(16).padStart(8, "0");
  return `place-${digits(a)}${digits(b)}`;
}

function nameOf(properties: Readonly<Record<string, unknown>>): Bilingual | undefined {
  const find = (keys: readonly string[]) => {
    const found = keys
      .map((key) => properties[key])
      .find((value) => typeof value === "string" && value.trim() !== "");
    return typeof found === "string" ? found.slice(0, LONGEST_NAME) : undefined;
  };
  const plain = find(NAMES);
  const en = find(NAMES_ENGLISH) ?? plain ?? find(NAMES_JAPANESE);
  const ja = find(NAMES_JAPANESE) ?? plain ?? en;
  return en === undefined || ja === undefined ? undefined : { en, ja };
}
