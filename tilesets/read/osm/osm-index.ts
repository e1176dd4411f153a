import type { StoredFile } from "../input-file.ts";
import { readBlocks } from "./file/read-blocks.ts";
import { kindOf } from "./kind-of.ts";
import { NodePlaces } from "./node-places.ts";
import type { OsmBlock, OsmHead, OsmNode, OsmRelation, OsmWay, Tags } from "./osm-element.ts";

/** Relations whose ways make shapes, or that say which parts a building has, or where trains and buses run. */
const KEPT = new Set(["multipolygon", "boundary", "building", "route"]);

/**
 * What must be known of a file before its features can be told one by one: where its nodes are, which ways
 * belong to which relation, and the parts of buildings. The rest of it is never held.
 */
export class OsmIndex {
  readonly places = new NodePlaces();
  readonly head: OsmHead = {};
  /** Relations that are needed, in the file's order. */
  readonly relations: OsmRelation[] = [];
  /** Ways that are building parts. */
  readonly parts: OsmWay[] = [];
  /** Ways that belong to relations, by their ids. */
  readonly members = new Map<number, OsmWay>();
  /** Signals, stations, stops: nodes that the networks want. */
  readonly spots: OsmNode[] = [];
  #west = Infinity;
  #south = Infinity;
  #east = -Infinity;
  #north = -Infinity;

  /** West, south, east, north of all nodes; undefined where there is none. */
  get bounds(): readonly [number, number, number, number] | undefined {
    return this.#west <= this.#east
      ? [this.#west, this.#south, this.#east, this.#north]
      : undefined;
  }

  /** Reads the file once, or twice where it has relations. Throws `Unreadable`. */
  static async of(file: StoredFile, isSpot: (tags: Tags) => boolean): Promise<OsmIndex> {
    const index = new OsmIndex();
    for await (const block of readBlocks(file, index.head)) index.#take(block, isSpot);
    index.places.finish();
    const wanted = new Set<number>();
    for (const { members } of index.relations)
      for (const { type, id } of members) if (type === "way") wanted.add(id);
    if (wanted.size === 0) return index;
    for await (const { ways } of readBlocks(file, {}))
      for (const way of ways) if (wanted.has(way.id)) index.members.set(way.id, way);
    return index;
  }

  #take({ nodes, ways, relations }: OsmBlock, isSpot: (tags: Tags) => boolean): void {
    for (const node of nodes) {
      const { id, longitude, latitude, tags } = node;
      this.places.add(id, longitude, latitude);
      this.#around(longitude, latitude);
      if (tags.size > 0 && isSpot(tags)) this.spots.push(node);
    }
    for (const way of ways) {
      if (!way.tags.has("building:part")) continue;
      const kind = kindOf(way.tags, true);
      if (typeof kind !== "string" && kind.form === "part") this.parts.push(way);
    }
    for (const relation of relations)
      if (KEPT.has(relation.tags.get("type") ?? "")) this.relations.push(relation);
  }

  #around(longitude: number, latitude: number): void {
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return;
    if (longitude < this.#west) this.#west = longitude;
    if (longitude > this.#east) this.#east = longitude;
    if (latitude < this.#south) this.#south = latitude;
    if (latitude > this.#north) this.#north = latitude;
  }
}
