import type { HeightModel } from "../../crs/height-model.ts";
import type { ReadFeature, ReadGeometry, ReadPolygon } from "../../model/read-feature.ts";
import type { Tally } from "../tally.ts";
import { buildingFeature } from "./building-feature.ts";
import { isNamed, type Kind, kindOf, notDrawn } from "./kind-of.ts";
import type { OsmNode, OsmRelation, OsmWay, Tags } from "./osm-element.ts";
import type { OsmArea, OsmPolygon, OsmShapes } from "./osm-shapes.ts";
import type { RelationPlan } from "./relation-plan.ts";
import { ribbon } from "./ribbon.ts";
import { nameOf, tagAttributes } from "./tag-attributes.ts";

/** What features are made with. */
export interface FeatureTools {
  readonly shapes: OsmShapes;
  readonly plan: RelationPlan;
  readonly heights: HeightModel;
  /** Metres above the sea. */
  readonly ground: number;
  readonly tally: Tally;
  /** The file, for people. */
  readonly path: string;
}

/** Makes features of elements. What says what it is and is not drawn is told to the tally, with the reason. */
export class OsmFeatures {
  readonly #tools: FeatureTools;

  constructor(tools: FeatureTools) {
    this.#tools = tools;
  }

  /** Trees are the only points that are drawn; whoever looks for the others finds them among the places. */
  node({ id, longitude, latitude, tags }: OsmNode): ReadFeature | undefined {
    if (tags.size === 0 || !isNamed(tags)) return undefined;
    const name = `node/${id}`;
    this.#tools.tally.read("features");
    if (tags.get("natural") !== "tree")
      return this.#leftOut(name, `a point without a shape (${pointKey(tags)})`);
    const place = Float64Array.of(longitude, latitude, this.#heightAt(longitude, latitude));
    const polygon: ReadPolygon = { id: "", rings: [place], semantic: "other" };
    this.#tools.tally.read("polygons");
    const kind = { class: "vegetation", type: "natural=tree" } as const;
    return this.#feature(name, tags, kind, {
      ...{ lod: 1, kind: "point", polygons: [polygon], onGround: true },
    });
  }

  way(way: OsmWay): ReadFeature | undefined {
    const { id, refs, tags } = way;
    if (tags.size === 0 || !isNamed(tags)) return undefined;
    const name = `way/${id}`;
    const isClosed = refs.length > 3 && refs[0] === refs.at(-1);
    const kind = kindOf(tags, isClosed);
    // Parts wait until all buildings had their choice of them.
    if (typeof kind !== "string" && kind.form === "part") return undefined;
    this.#tools.tally.read("features");
    if (typeof kind === "string") return this.#leftOut(name, kind);
    const relation = this.#tools.plan.outlines.get(id);
    if (relation !== undefined)
      return this.#leftOut(name, "the outline of a relation that is drawn", `relation/${relation}`);
    if (kind.form === "line") return this.#line(name, way, kind);
    return this.#area(name, tags, kind, this.#tools.shapes.ofWay(way));
  }

  relation(relation: OsmRelation): ReadFeature | undefined {
    const type = relation.tags.get("type");
    const name = `relation/${relation.id}`;
    const { plan, tally, shapes } = this.#tools;
    const tags = plan.areas.get(relation.id);
    if (tags === undefined) {
      // Those only say which parts a building has.
      if (type === "building") return undefined;
      tally.read("features");
      return this.#leftOut(name, `a relation that is no area (type=${(type ?? "").slice(0, 40)})`);
    }
    const kind = kindOf(tags, true);
    if (typeof kind !== "string" && kind.form === "part") return undefined;
    tally.read("features");
    if (typeof kind === "string") return this.#leftOut(name, kind);
    if (kind.form === "line") return this.#leftOut(name, "an area that is tagged as a line");
    return this.#area(name, tags, kind, shapes.ofRelation(relation));
  }

  /** After all ways and relations: parts that lie in no building stand for themselves. */
  *rest(): Generator<ReadFeature> {
    for (const { id, tags, ...area } of this.#tools.plan.parts.left()) {
      const kind = kindOf(tags, true);
      this.#tools.tally.read("features");
      if (typeof kind === "string") this.#leftOut(id, kind);
      else {
        const feature = this.#area(id, tags, kind, area);
        if (feature !== undefined) yield feature;
      }
    }
  }

  #area(name: string, tags: Tags, kind: Kind, { polygons, faults }: OsmArea) {
    const { tally, plan } = this.#tools;
    const where = this.#where(name);
    if (polygons.length === 0)
      return this.#leftOut(name, faults[0]?.[0] ?? "an area without a ring");
    for (const [fault, count] of faults)
      tally.repaired("features", `drawn without what could not be made: ${fault}`, where, count);
    if (kind.form === "area") {
      tally.read("polygons", polygons.length);
      return this.#feature(name, tags, kind, {
        lod: 1,
        kind: "flat",
        polygons: polygons.map((rings) => this.#flat(rings)),
      });
    }
    if (tags.get("location") === "underground")
      return this.#leftOut(name, "it lies under the ground");
    const parts = kind.form === "building" ? plan.parts.take(name, polygons) : [];
    return buildingFeature({ id: name, tags, kind, polygons, parts }, tally, where);
  }

  #line(name: string, { refs, tags }: OsmWay, kind: Kind): ReadFeature | undefined {
    const { tally, shapes } = this.#tools;
    const pieces = shapes.pieces(refs);
    if (pieces.length === 0) return this.#leftOut(name, "not all of its nodes are in the file");
    if (pieces.length > 1 || (pieces[0]?.line.length ?? 0) < 2 * refs.length)
      tally.repaired("features", "drawn without nodes that are not in the file", this.#where(name));
    const ribbons = pieces.map(({ line }) =>
      ribbon(line, kind.width, this.#heightAt(line[0] as number, line[1] as number)),
    );
    const triangles = joined(ribbons);
    if (triangles.length === 0) return this.#leftOut(name, "a line without length");
    tally.read("polygons", triangles.length / 9);
    return this.#feature(name, tags, kind, { lod: 1, kind: "flat", polygons: [], triangles });
  }

  #feature(
    id: string,
    tags: Tags,
    kind: Pick<Kind, "class" | "type">,
    geometry: ReadGeometry,
  ): ReadFeature {
    const name = nameOf(tags);
    return {
      id,
      class: kind.class,
      type: kind.type,
      ...(name === undefined ? {} : { name }),
      attributes: tagAttributes(tags),
      geometries: [geometry],
    };
  }

  #flat(rings: OsmPolygon): ReadPolygon {
    const [first] = rings;
    const height = this.#heightAt(first?.[0] ?? 0, first?.[1] ?? 0);
    return { id: "", rings: rings.map((ring) => raised(ring, height)), semantic: "other" };
  }

  #heightAt(longitude: number, latitude: number): number {
    return this.#tools.heights.undulation(longitude, latitude) + this.#tools.ground;
  }

  #leftOut(name: string, reason: string, more?: string): undefined {
    const where = this.#where(name);
    this.#tools.tally.leftOut("features", reason, more === undefined ? where : `${where}, ${more}`);
    return undefined;
  }

  #where(name: string): string {
    return `${this.#tools.path}, ${name}`;
  }
}

function raised(ring: Float64Array, height: number): Float64Array {
  const places = new Float64Array((ring.length / 2) * 3);
  for (let i = 0; i < ring.length / 2; i++) {
    places[3 * i] = ring[2 * i] as number;
    places[3 * i + 1] = ring[2 * i + 1] as number;
    places[3 * i + 2] = height;
  }
  return places;
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** What a point is told as: by its most telling key. */
function pointKey(tags: Tags): string {
  return notDrawn(tags).replace(/^.*\(|\)$/g, "");
}
