import type { Tags } from "../osm/osm-element.ts";

/** Where data from everywhere says how high a building is, the surest first; case and `_`, `-`, ` ` do not count. */
const HEIGHTS = [
  ...[
    "height",
    "measuredheight",
    "bldgheight",
    "buildingheight",
    "heightm",
    "heightmeters",
    "hgt",
    "hgtagl",
  ],
  ...[
    "roofheightabs",
    "heightroof",
    "heightag",
    "hauteur",
    "hoehe",
    "altura",
    "takasa",
    "renderheight",
  ],
];
const LEVELS = [
  ...[
    "buildinglevels",
    "levels",
    "numfloors",
    "floors",
    "storeys",
    "stories",
    "storeysaboveground",
  ],
  ...["numstories", "numberoffloors", "nbetages", "geschosse", "floorcount", "stockwerke"],
];
/** Of Simple 3D Buildings, as other formats write their names. */
const ALIASES: Readonly<Record<string, string>> = {
  minheight: "min_height",
  renderminheight: "min_height",
  buildingminlevel: "building:min_level",
  minlevel: "building:min_level",
  roofshape: "roof:shape",
  roofheight: "roof:height",
  rooflevels: "roof:levels",
  roofdirection: "roof:direction",
  rooforientation: "roof:orientation",
  roofcolor: "roof:colour",
  roofcolour: "roof:colour",
  roofmaterial: "roof:material",
  facadecolor: "building:colour",
  buildingcolour: "building:colour",
  buildingcolor: "building:colour",
  facadematerial: "building:material",
  buildingmaterial: "building:material",
  building: "building",
  class: "building",
};

/** Tags for Simple 3D Buildings, and the property that the height comes from. */
export interface HeightTags {
  readonly tags: Tags;
  /** Absent where none tells it. */
  readonly field?: string;
}

/**
 * What properties say of a building's height and roof, in the words of OpenStreetMap.
 * @param told property with the height; names of storeys (`floors`, `building:levels`) count as such
 */
export function heightTags(
  properties: Readonly<Record<string, unknown>>,
  told: string | undefined,
): HeightTags {
  const tags = new Map<string, string>();
  const names = new Map<string, string>();
  for (const key of Object.keys(properties)) {
    const plain = plainName(key);
    if (!names.has(plain)) names.set(plain, key);
    const alias = Object.hasOwn(ALIASES, plain) ? ALIASES[plain] : undefined;
    const text = textOf(properties[key]);
    if (alias !== undefined && text !== undefined && !tags.has(alias)) tags.set(alias, text);
  }
  const find = (wanted: readonly string[]) => {
    for (const name of wanted) {
      const key = names.get(name);
      if (key !== undefined && isTold(properties[key])) return key;
    }
    return undefined;
  };
  const isLevels = told !== undefined && LEVELS.includes(plainName(told));
  const own = told !== undefined && isTold(properties[told]) ? told : undefined;
  const height = told === undefined ? find(HEIGHTS) : isLevels ? undefined : own;
  const levels = told === undefined ? find(LEVELS) : isLevels ? own : undefined;
  if (height !== undefined) tags.set("height", textOf(properties[height]) ?? "");
  if (levels !== undefined) tags.set("building:levels", textOf(properties[levels]) ?? "");
  const field = height ?? levels;
  return { tags, ...(field === undefined ? {} : { field }) };
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_:.-]/g, "");
}

/** Noughts and what is below mean that it is not known, as everywhere in such data. */
function isTold(value: unknown): boolean {
  const text = textOf(value)?.trim() ?? "";
  return text !== "" && !(Number(text) <= 0);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
