import { type BuildingPartArea, BuildingParts } from "./building-parts.ts";
import { isNamed, type Kind, kindOf } from "./kind-of.ts";
import type { OsmRelation, OsmWay, Tags } from "./osm-element.ts";
import type { OsmIndex } from "./osm-index.ts";
import { type OsmShapes, OUTER } from "./osm-shapes.ts";

/** What relations mean for the drawing of others. */
export interface RelationPlan {
  readonly parts: BuildingParts;
  /** Tags of areas, by relation: their own, or those of their outer ways where they have none. */
  readonly areas: ReadonlyMap<number, Tags>;
  /** Ways that are only the outline of a relation that is drawn, with its id. */
  readonly outlines: ReadonlyMap<number, number>;
  /** Areas of which relations of type=building have the tags, and not their outlines. */
  readonly buildings: ReadonlySet<number>;
}

/** Looks through the relations once, before anything is drawn. */
export function planRelations(index: OsmIndex, shapes: OsmShapes): RelationPlan {
  const areas = new Map<number, Tags>();
  const outlines = new Map<number, number>();
  const buildings = new Set<number>();
  const named = new Map<string, string[]>();
  const parts: BuildingPartArea[] = [];
  for (const way of index.parts)
    parts.push({ id: `way/${way.id}`, tags: way.tags, ...shapes.ofWay(way) });
  for (const relation of index.relations) {
    const type = relation.tags.get("type");
    if (type === "building") {
      if (hasOwnBuilding(relation, index)) buildings.add(relation.id);
      for (const [outline, own] of partsOf(relation, buildings.has(relation.id)))
        named.set(outline, [...(named.get(outline) ?? []), ...own]);
    }
    if (type !== "multipolygon" && type !== "boundary" && !buildings.has(relation.id)) continue;
    const tags = tagsOf(relation, index);
    areas.set(relation.id, tags);
    const kind = kindOf(tags, true);
    if (typeof kind === "string") continue;
    for (const way of outersOf(relation, index))
      if (isSame(kindOf(way.tags, true), kind)) outlines.set(way.id, relation.id);
    if (kind.form === "part")
      parts.push({ id: `relation/${relation.id}`, tags, ...shapes.ofRelation(relation) });
  }
  return { parts: new BuildingParts(parts, named), areas, outlines, buildings };
}

/** Whether a relation of type=building has the tags of its building and its outline has none. */
function hasOwnBuilding(relation: OsmRelation, index: OsmIndex): boolean {
  const own = kindOf(relation.tags, true);
  if (typeof own === "string" || own.form !== "building") return false;
  const outers = relation.members.filter(({ role }) => role === "outline");
  return (
    outers.length > 0 &&
    outers.every(({ type, id }) => type === "way" && !index.members.get(id)?.tags.has("building"))
  );
}

function partsOf({ id, members }: OsmRelation, isOwn: boolean): [string, string[]][] {
  const parts = members.filter(({ role }) => role === "part").map(nameOfMember);
  if (isOwn) return [[`relation/${id}`, parts]];
  const outlines = members.filter(({ role }) => role === "outline").map(nameOfMember);
  return outlines.map((outline) => [outline, parts]);
}

function nameOfMember({ type, id }: OsmRelation["members"][number]): string {
  return `${type}/${id}`;
}

/** Areas were once tagged on their outer ways; those that say nothing themselves still mean that. */
function tagsOf(relation: OsmRelation, index: OsmIndex): Tags {
  if (isNamed(relation.tags)) return relation.tags;
  const outer = outersOf(relation, index).find(
    ({ tags }) => typeof kindOf(tags, true) !== "string",
  );
  return outer?.tags ?? relation.tags;
}

function outersOf({ members }: OsmRelation, index: OsmIndex): OsmWay[] {
  return members.flatMap(({ type, id, role }) => {
    const way = type === "way" && OUTER.has(role) ? index.members.get(id) : undefined;
    return way === undefined ? [] : [way];
  });
}

function isSame(one: Kind | string, other: Kind): boolean {
  return (
    typeof one !== "string" &&
    one.class === other.class &&
    one.form === other.form &&
    one.type.split("=")[0] === other.type.split("=")[0]
  );
}
