import type { FeatureClass } from "../../../../shared/feature-class.ts";
import type { XmlName } from "../../xml/xml-name.ts";

/** By the module that its type is of. */
const MODULES: ReadonlyMap<string, FeatureClass> = new Map(
  Object.entries({
    bldg: "building",
    brid: "bridge",
    tun: "tunnel",
    con: "building",
    tran: "road",
    luse: "land-use",
    urf: "urban-plan",
    veg: "vegetation",
    frn: "furniture",
    wtr: "water",
    dem: "relief",
    gen: "generic",
  } satisfies Record<string, FeatureClass>),
);

/** Types that are something else than their module. */
const TYPES: Readonly<Record<string, FeatureClass>> = {
  "tran:Railway": "railway",
  "tran:Waterway": "water",
  "con:OtherConstruction": "generic",
  "urf:SedimentDisasterProneArea": "hazard",
  "uro:UndergroundBuilding": "building",
  "uro:Waterway": "water",
  "uro:OtherConstruction": "generic",
};

/** i-UR's parts of utility networks: pipes, cables, and what gives access to them. */
const UTILITY =
  /(Pipe|Cable|Duct|Manhole|Handhole|Appurtenance|UtilityNode|UtilityLink|UtilityNetworkElement)$/;

/** Folders of a PLATEAU package that hold hazard areas, and the marks of them in file names. */
const HAZARD = /(^|[/_])(fld|tnm|htd|ifld|rfld|lsld)[/_]/;

/**
 * What kind of thing an object is.
 * @param path of its file: hazard areas are written as water bodies, and lie in folders of their own
 * @param risky whether it tells of a risk that it shows (i-UR's `…RiskAttribute`)
 */
export function classOf(
  { prefix, local, full }: XmlName,
  path: string,
  risky: boolean,
): FeatureClass {
  const special = TYPES[full];
  if (special !== undefined) return special;
  if (prefix === "uro" && UTILITY.test(local)) return "utility";
  if (prefix === "wtr" && (risky || HAZARD.test(path))) return "hazard";
  return MODULES.get(prefix) ?? "generic";
}
