import type { Bilingual, CityAttribute } from "../../../shared/city.ts";
import { type Hazard, type Leaf, plainName } from "../read-building.ts";

/** One thing that the tiles say of a feature. */
export interface FeatureFact {
  /** Of its column. */
  readonly id: string;
  readonly value: Leaf;
  /** What the city says of the column; undefined where it says nothing. */
  readonly attribute: CityAttribute | undefined;
}

export interface FactGroup {
  readonly group: Bilingual;
  readonly facts: readonly FeatureFact[];
}

/** What the tiles say of a feature, put in order. */
export interface FeatureFacts {
  readonly id?: string;
  readonly name?: string;
  readonly nameJa?: string;
  /** Those that stand by themselves, in the city's order. */
  readonly facts: readonly FeatureFact[];
  readonly groups: readonly FactGroup[];
  readonly hazards: readonly Hazard[];
  readonly count: number;
}

/** Columns that are told otherwise. */
const NAMES: ReadonlySet<string> = new Set(["id", "name", "nameJa"]);
/** What our own tiles add, which is not told again where the source itself tells it. */
const TOLD_BY: Readonly<Record<string, RegExp>> = {
  floors: /(^|\/)(storeysAboveGround|building:levels)$/,
  use: /(^|\/)(usage|use)$/,
};
/** `riverFloodingRiskAttribute[the map]/depth`, at any depth. */
const RISK = /(?:^|\/)(\w*RiskAttribute)(?:\[(.*)\])?\/(\w+)$/i;
const LONGEST = 2_000;

/** Puts a feature's columns in order by what the city says of them. Empty ones are left out. */
export function featureFacts(
  properties: ReadonlyMap<string, unknown>,
  attributes: readonly CityAttribute[],
): FeatureFacts {
  const known = new Map(attributes.map((each) => [each.id, each]));
  const told: FeatureFact[] = [];
  const isAgain = (id: string) => {
    const by = TOLD_BY[id];
    return (
      by !== undefined &&
      attributes.some(
        (each) =>
          by.test(each.path) && each.id !== id && leafOf(properties.get(each.id)) !== undefined,
      )
    );
  };
  for (const attribute of attributes) {
    const value = leafOf(properties.get(attribute.id));
    if (value !== undefined && !NAMES.has(attribute.id) && !isAgain(attribute.id))
      told.push({ id: attribute.id, value, attribute });
  }
  for (const [id, given] of properties) {
    const value = leafOf(given);
    if (value !== undefined && !known.has(id) && !NAMES.has(id) && !isAgain(id))
      told.push({ id, value, attribute: undefined });
  }
  const text = (name: string) => {
    const value = leafOf(properties.get(name));
    return value === undefined ? {} : { [name]: String(value) };
  };
  return {
    ...text("id"),
    ...text("name"),
    ...text("nameJa"),
    ...grouped(told.filter(({ attribute }) => !isRisk(attribute))),
    hazards: hazardsOf(told),
    count: told.length,
  };
}

function leafOf(value: unknown): Leaf | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "string") return value.slice(0, LONGEST);
  if (typeof value === "bigint") return String(value);
  return typeof value === "boolean" ? value : JSON.stringify(value).slice(0, LONGEST);
}

function grouped(told: readonly FeatureFact[]): Pick<FeatureFacts, "facts" | "groups"> {
  const groups = new Map<string, { group: Bilingual; facts: FeatureFact[] }>();
  const facts: FeatureFact[] = [];
  for (const fact of told) {
    const group = fact.attribute?.group;
    if (group === undefined) facts.push(fact);
    else {
      const key = `${group.en}\n${group.ja}`;
      const one = groups.get(key) ?? { group, facts: [] };
      one.facts.push(fact);
      groups.set(key, one);
    }
  }
  return { facts, groups: [...groups.values()] };
}

function isRisk(attribute: CityAttribute | undefined): boolean {
  return attribute !== undefined && RISK.test(attribute.path);
}

/** One of each hazard map, from the columns that tell of its parts. */
function hazardsOf(told: readonly FeatureFact[]): Hazard[] {
  const maps = new Map<string, { kind: string; map: string; parts: Map<string, Leaf> }>();
  for (const { attribute, value } of told) {
    const [, name, map = "", part = ""] = RISK.exec(attribute?.path ?? "") ?? [];
    if (name === undefined) continue;
    const key = `${name}\n${map}`;
    const one = maps.get(key) ?? { kind: plainName(name), map, parts: new Map() };
    one.parts.set(plainName(part), value);
    maps.set(key, one);
  }
  return [...maps.values()].map(({ kind, map, parts }) => {
    const text = (...names: string[]) => {
      const found = names.map((name) => parts.get(name)).find((each) => each !== undefined);
      return found === undefined ? undefined : String(found);
    };
    const depth = Number(parts.get("depth") ?? Number.NaN);
    const hours = Number(parts.get("duration") ?? Number.NaN);
    return {
      ...{ kind, map: map || (text("description") ?? "") },
      // The map's name says it already where the reader put both into it.
      ...given("assumption", map.includes(text("scale") ?? "") ? undefined : text("scale")),
      ...given("depth", Number.isFinite(depth) ? depth : undefined),
      ...given("rank", text("rank", "rankorg", "areatype")),
      ...given("hours", Number.isFinite(hours) ? hours : undefined),
    };
  });
}

function given<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: Value };
}
