import type { buildingEnglish } from "../ui/words/building-english.ts";

/** The parts of a building's attributes that are told first. */
export const BUILDING_FACTS = [
  "usage",
  "use",
  "measuredheight",
  "height",
  "floors",
  "people",
  "floorarea",
  "storeysaboveground",
  "storeysbelowground",
  "yearofconstruction",
  "class",
  "address",
  "cityname",
  "surveyyear",
  "buildingid",
] as const satisfies readonly (keyof typeof buildingEnglish)[];

/** Units where the data does not say its own. */
const UNITS: Readonly<Record<string, string>> = {
  measuredheight: "m",
  height: "m",
  floorarea: "m²",
};

export type BuildingFact = (typeof BUILDING_FACTS)[number];

export interface Building {
  readonly name?: string;
  /** In Japanese, where it is told apart. */
  readonly nameJa?: string;
  readonly facts: readonly {
    readonly key: BuildingFact;
    readonly value: Leaf;
    readonly unit?: string;
  }[];
  readonly hazards: readonly Hazard[];
  /** Everything there is, as it is nested. */
  readonly attributes: Branch;
}

export type Leaf = string | number | boolean;

/** A named value with its unit, or a named part that can be opened. */
export type Twig =
  | { readonly name: string; readonly value: Leaf; readonly unit?: string }
  | { readonly name: string; readonly branch: Branch };

export type Branch = readonly Twig[];

/** How deep the water may stand at the building by one hazard map. */
export interface Hazard {
  /** The group that it stands in, in plain letters: `tsunamiriskattribute`. */
  readonly kind: string;
  readonly map: string;
  readonly assumption?: string;
  /** Metres. */
  readonly depth?: number;
  readonly rank?: string;
  readonly hours?: number;
}

const DEEPEST = 6;
const MOST_TWIGS = 200;
const LONGEST_JSON = 256 * 1024;

/**
 * Makes a building's properties readable, whatever they are: PLATEAU's in all the spellings it has
 * had (`bldg:measuredHeight`, `measured_height`, a JSON text in `attributes`) or anything else.
 */
export function readBuilding(properties: ReadonlyMap<string, unknown>): Building {
  const attributes = branchOf(unpacked(properties), 0);
  const name = find(attributes, "name")?.value;
  const nameJa = find(attributes, "nameja")?.value;
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof nameJa === "string" ? { nameJa } : {}),
    facts: BUILDING_FACTS.flatMap((key) => {
      const twig = find(attributes, key);
      if (twig === undefined) return [];
      const unit = twig.unit ?? UNITS[key];
      return [unit === undefined ? { key, value: twig.value } : { key, value: twig.value, unit }];
    }),
    hazards: hazardsOf(attributes),
    attributes,
  };
}

/** A property's name without prefixes, case and underscores: what labels are kept under. */
export function plainName(name: string): string {
  const last = name.slice(name.lastIndexOf(":") + 1);
  return last.replaceAll("_", "").toLowerCase();
}

/** The nested attributes where there are some, as they say all and say it best; or else the columns. */
function unpacked(properties: ReadonlyMap<string, unknown>): unknown {
  const nested = properties.get("attributes");
  const inside = typeof nested === "string" ? parsed(nested) : nested;
  return isGroup(inside) ? inside : properties;
}

function parsed(text: string): unknown {
  if (text.length > LONGEST_JSON) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON after all: then it is one more text among the properties.
    return undefined;
  }
}

function isGroup(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function branchOf(value: unknown, depth: number): Branch {
  const entries = value instanceof Map ? [...value] : Object.entries(value ?? {});
  const known = new Map<string, unknown>(entries.map(([name, each]) => [String(name), each]));
  const twigs: Twig[] = [];
  for (const [name, each] of known) {
    // A code says in figures what its neighbour says in words; a unit belongs to its neighbour.
    if (/(_code|コード)$/.test(name) && known.has(name.replace(/(_code|コード)$/, ""))) continue;
    if (name.endsWith("_uom") || twigs.length >= MOST_TWIGS) continue;
    const unit = known.get(`${name}_uom`);
    twigs.push(...twigsOf(name, each, typeof unit === "string" ? unit : undefined, depth));
  }
  return twigs;
}

function twigsOf(name: string, value: unknown, unit: string | undefined, depth: number): Twig[] {
  if (Array.isArray(value)) return value.flatMap((each) => twigsOf(name, each, unit, depth));
  if (isGroup(value)) {
    const branch = depth < DEEPEST ? branchOf(value, depth + 1) : [];
    return branch.length > 0 ? [{ name, branch }] : [];
  }
  if (typeof value === "bigint") return [{ name, value: value.toString() }];
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    return [];
  if (value === "") return [];
  return [unit === undefined ? { name, value } : { name, value, unit }];
}

function find(branch: Branch, key: string): Extract<Twig, { value: Leaf }> | undefined {
  for (const twig of branch) if ("value" in twig && plainName(twig.name) === key) return twig;
  for (const twig of branch) {
    if (!("branch" in twig) || isHazard(twig.name)) continue;
    const found = find(twig.branch, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isHazard(name: string): boolean {
  return plainName(name).endsWith("riskattribute");
}

function hazardsOf(branch: Branch): Hazard[] {
  return branch.flatMap((twig) => {
    if (!("branch" in twig)) return [];
    return isHazard(twig.name) ? [hazardOf(twig.name, twig.branch)] : [];
  });
}

function hazardOf(name: string, branch: Branch): Hazard {
  const text = (key: string) => {
    const value = find(branch, key)?.value;
    return value === undefined ? undefined : String(value);
  };
  const number = (key: string) => {
    const value = Number(find(branch, key)?.value ?? Number.NaN);
    return Number.isFinite(value) ? value : undefined;
  };
  return {
    kind: plainName(name),
    map: text("description") ?? "",
    ...given("assumption", text("scale")),
    ...given("depth", number("depth")),
    ...given("rank", text("rank") ?? text("rankorg") ?? text("areatype")),
    ...given("hours", number("duration")),
  };
}

function given<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: Value };
}
