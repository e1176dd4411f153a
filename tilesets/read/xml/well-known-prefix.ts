/** Modules of CityGML: the part of their namespace, and the prefix that everyone gives it. */
const MODULES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    building: "bldg",
    bridge: "brid",
    tunnel: "tun",
    construction: "con",
    transportation: "tran",
    landuse: "luse",
    vegetation: "veg",
    cityfurniture: "frn",
    waterbody: "wtr",
    relief: "dem",
    generics: "gen",
    cityobjectgroup: "grp",
    appearance: "app",
    texturedsurface: "tex",
    pointcloud: "pcl",
    dynamizer: "dyn",
    versioning: "vers",
  }),
);

const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/www\.opengis\.net\/gml(\/3\.2)?$/, "gml"],
  [/^https?:\/\/www\.opengis\.net\/citygml\/(profiles\/base\/)?[123]\.0$/, "core"],
  [/\/iur\/(uro|urf|urg|urt)\//, "$1"],
  [/^urn:oasis:names:tc:ciq:(xsdschema:xAL:2\.0|xal:3)$/, "xAL"],
  [/^http:\/\/www\.w3\.org\/1999\/xlink$/, "xlink"],
  [/^http:\/\/www\.w3\.org\/2001\/XMLSchema-instance$/, "xsi"],
  [/^http:\/\/www\.w3\.org\/XML\/1998\/namespace$/, "xml"],
];

/** Namespaces that are remembered; more than that are no city's. */
const REMEMBERED = 1_000;
const known = new Map<string, string | undefined>();

const MODULE = /^https?:\/\/www\.opengis\.net\/citygml\/([a-z]+)\/[123]\.0$/;

/**
 * The prefix that a namespace usually has, of whichever version: files choose their own, and names are
 * to mean the same in all of them. Undefined for a namespace that we do not know.
 */
export function wellKnownPrefix(uri: string): string | undefined {
  if (known.has(uri)) return known.get(uri);
  const prefix = lookedUp(uri);
  if (known.size < REMEMBERED) known.set(uri, prefix);
  return prefix;
}

function lookedUp(uri: string): string | undefined {
  const module = MODULES.get(MODULE.exec(uri)?.[1] ?? "");
  if (module !== undefined) return module;
  for (const [pattern, prefix] of OTHERS) {
    const found = pattern.exec(uri);
    if (found !== null) return prefix === "$1" ? found[1] : prefix;
  }
  return undefined;
}
