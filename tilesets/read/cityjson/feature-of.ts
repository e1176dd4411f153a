import type { SourceFrame } from "../../crs/source-frame.ts";
import { TILE_LIMITS } from "../../limits.ts";
import type { Attribute } from "../../model/attribute.ts";
import type { ReadFeature } from "../../model/read-feature.ts";
import type { Tally } from "../tally.ts";
import type { Appearances, Images } from "./appearances.ts";
import type { CityJsonHead } from "./city-json-head.ts";
import type { Arrived, Family } from "./families.ts";
import { geometryKind } from "./geometry-kinds.ts";
import { isRecord } from "./is-record.ts";
import { objectAttributes } from "./object-attributes.ts";
import { classOf, isInside } from "./object-classes.ts";
import { PlaceList } from "./place-list.ts";
import { readShapes, type ShapeContext } from "./read-shapes.ts";
import { type ReadLevel, shapeLevels } from "./shape-levels.ts";
import { templateCorners } from "./template-corners.ts";
import type { VertexList } from "./vertex-list.ts";

/** What features are made with. */
export interface FeatureContext {
  readonly head: CityJsonHead;
  /** Of the input, or of one feature of a sequence. */
  readonly vertices: VertexList;
  readonly appearances: Appearances;
  readonly images: Images;
  readonly frame: SourceFrame;
  readonly tally: Tally;
  /** For people: the file, and the line in a sequence. */
  readonly file: string;
}

/** Taken where a geometry does not say its level of detail. */
const PLAIN_LOD = 1;

type Json = Readonly<Record<string, unknown>>;

/** A feature out of an object and its parts. */
export async function featureOf(
  { members, note }: Family,
  context: FeatureContext,
): Promise<ReadFeature> {
  const { head, vertices, frame, tally, file } = context;
  const whole = members[0] as Arrived;
  const where = `${file}, ${whole.key}`;
  tally.read("features");
  if (note !== undefined) tally.repaired("features", note, where);
  const places = new PlaceList(vertices, head.transform);
  const room = { corners: TILE_LIMITS.featureCorners };
  const levels: ReadLevel[][] = [];
  const attributes: Attribute[] = [];
  const names = partNames(members);
  let name: string | undefined;
  for (const [index, member] of members.entries()) {
    const json = await member.load();
    if (!isRecord(json)) continue;
    addAttributes(json, names[index] as string, attributes, (rule) =>
      tally.repaired("features", rule, where),
    );
    if (index === 0) name = nameOf(json);
    levels.push(levelsOf(json, member, places, room, context));
  }
  return {
    id: whole.key,
    class: classOf(whole.type),
    type: whole.type,
    ...(name === undefined ? {} : { name: { en: name, ja: name } }),
    attributes,
    geometries: shapeLevels(levels, places, frame, tally, where),
  };
}

function levelsOf(
  json: Json,
  member: Arrived,
  places: PlaceList,
  room: ShapeContext["room"],
  { head, appearances, images, tally, file }: FeatureContext,
): ReadLevel[] {
  const where = `${file}, ${member.key}`;
  const levels: ReadLevel[] = [];
  for (const geometry of Array.isArray(json.geometry) ? json.geometry : []) {
    let own: unknown = geometry;
    let corner = (index: unknown) => places.ofVertex(index);
    if (isRecord(geometry) && geometry.type === "GeometryInstance") {
      own = head.templates[geometry.template as number];
      corner = templateCorners(geometry, head.templateVertices, places);
    }
    const kind = isRecord(own) ? geometryKind(own.type) : undefined;
    if (!isRecord(own) || kind === undefined) {
      tally.read("polygons");
      tally.leftOut("polygons", "a geometry of no known type", where);
      continue;
    }
    // Templates have their materials and textures in the input, not in the feature of a sequence.
    const dressed = own === geometry ? appearances : head.appearances;
    const base = { appearances: dressed, corner, objectType: member.type, tally, where, room };
    const shapes = readShapes(own, kind, base);
    if (isInside(member.type)) {
      tally.leftOut("polygons", "it is inside of a building", where, shapes.length);
      continue;
    }
    for (const { appearance } of shapes)
      if (appearance?.image) images.count(appearance.image, tally);
    levels.push({ lod: lodOf(own, tally, where), kind: kind.kind, shapes });
  }
  return levels;
}

function lodOf({ lod }: Json, tally: Tally, where: string): number {
  const value = typeof lod === "string" && lod !== "" ? Number(lod) : lod;
  if (typeof value === "number" && value >= 0 && value < 10) return value;
  tally.repaired(
    "features",
    `a geometry without a level of detail is taken as ${PLAIN_LOD}`,
    where,
  );
  return PLAIN_LOD;
}

function addAttributes(
  json: Json,
  part: string,
  into: Attribute[],
  note: (rule: string) => void,
): void {
  objectAttributes(json.attributes, part, into, note);
  const prefix = part === "" ? "" : `${part}/`;
  const { address } = json;
  for (const [index, one] of (Array.isArray(address) ? address : [address]).entries()) {
    if (!isRecord(one)) continue;
    const { location: _, ...told } = one;
    const number = Array.isArray(address) && address.length > 1 ? `[${index + 1}]` : "";
    objectAttributes(told, `${prefix}address${number}`, into, note);
  }
  for (const [name, value] of Object.entries(json)) {
    if (name.startsWith("+")) objectAttributes(value, `${prefix}${name}`, into, note);
  }
}

/** What attributes of each member begin with: its type, and its number where there are several. */
function partNames(members: readonly Arrived[]): string[] {
  const seen = new Map<string, number>();
  return members.map(({ type }, index) => {
    if (index === 0) return "";
    const several = members.filter((other, place) => place > 0 && other.type === type).length > 1;
    const number = (seen.get(type) ?? 0) + 1;
    seen.set(type, number);
    return several ? `${type}[${number}]` : type;
  });
}

function nameOf({ attributes }: Json): string | undefined {
  if (!isRecord(attributes)) return undefined;
  for (const key of ["name", "Name", "gml:name"]) {
    const name = attributes[key];
    if (typeof name === "string" && name !== "") return name.slice(0, TILE_LIMITS.attributeLength);
  }
  return undefined;
}
