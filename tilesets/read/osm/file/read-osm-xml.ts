import type { SaxesTagNS } from "saxes";
import { TILE_LIMITS } from "../../../limits.ts";
import type { StoredFile } from "../../input-file.ts";
import { Unreadable } from "../../unreadable.ts";
import { attributeOf } from "../../xml/attribute-of.ts";
import { readXml, type XmlHandler } from "../../xml/read-xml.ts";
import type { XmlName } from "../../xml/xml-name.ts";
import {
  NO_TAGS,
  type OsmBlock,
  type OsmHead,
  type OsmMember,
  type OsmNode,
  type OsmRelation,
  type OsmWay,
} from "../osm-element.ts";
import { osmFault } from "./osm-fault.ts";

/** OpenStreetMap XML, a block for each piece of the file. */
export async function* readOsmXml(
  file: StoredFile,
  head: OsmHead,
  advance: (bytes: number) => void,
): AsyncGenerator<OsmBlock> {
  const elements = new Elements(file.path, head);
  const pieces = readXml(file, elements, advance);
  for (;;) {
    const piece = await pieces.next();
    yield elements.given();
    if (!piece.done) continue;
    if (piece.value !== undefined) throw new Unreadable(piece.value);
    return;
  }
}

/** An element whose end has not come yet. */
interface Open {
  readonly kind: "node" | "way" | "relation";
  readonly id: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly deleted: boolean;
  tags: Map<string, string> | undefined;
  readonly refs: number[];
  readonly members: OsmMember[];
}

class Elements implements XmlHandler {
  readonly #path: string;
  readonly #head: OsmHead;
  #nodes: OsmNode[] = [];
  #ways: OsmWay[] = [];
  #relations: OsmRelation[] = [];
  #open: Open | undefined;
  #depth = 0;
  /** Characters of the tags of the element that is open. */
  #text = 0;

  constructor(path: string, head: OsmHead) {
    this.#path = path;
    this.#head = head;
  }

  /** What is whole by now; it is given once. */
  given(): OsmBlock {
    const block = { nodes: this.#nodes, ways: this.#ways, relations: this.#relations };
    this.#nodes = [];
    this.#ways = [];
    this.#relations = [];
    return block;
  }

  open({ local }: XmlName, tag: SaxesTagNS): void {
    this.#depth++;
    if (this.#depth === 1 && local !== "osm") {
      const found = `it begins with <${local.slice(0, 60)}> and not with <osm>`;
      throw osmFault(this.#path, found, "It is no OpenStreetMap file.");
    }
    if (this.#depth === 2) this.#begin(local, tag);
    else if (this.#depth === 3) this.#inside(local, tag);
  }

  /** There are only attributes in it. */
  text(): void {
    return undefined;
  }

  close({ local }: XmlName): void {
    this.#depth--;
    const open = this.#open;
    if (this.#depth !== 1 || open === undefined || open.kind !== local) return;
    this.#open = undefined;
    const { id, longitude, latitude, refs, members, tags = NO_TAGS } = open;
    if (open.deleted || !Number.isSafeInteger(id)) return;
    if (open.kind === "node") this.#nodes.push({ id, longitude, latitude, tags });
    else if (open.kind === "way") this.#ways.push({ id, refs, tags });
    else this.#relations.push({ id, members, tags });
  }

  #begin(name: string, tag: SaxesTagNS): void {
    if (name === "node" || name === "way" || name === "relation") {
      this.#text = 0;
      this.#open = {
        kind: name,
        id: numberOf(tag, "id"),
        longitude: numberOf(tag, "lon"),
        latitude: numberOf(tag, "lat"),
        deleted: attributeOf(tag, "visible") === "false" || attributeOf(tag, "action") === "delete",
        tags: undefined,
        refs: [],
        members: [],
      };
    } else if (name === "bounds") {
      const sides = ["minlon", "minlat", "maxlon", "maxlat"].map((side) => numberOf(tag, side));
      if (sides.every(Number.isFinite))
        this.#head.bounds = sides as unknown as NonNullable<OsmHead["bounds"]>;
    } else if (name === "meta") {
      const base = attributeOf(tag, "osm_base");
      if (base !== undefined) this.#head.vintage = base.slice(0, 40);
    }
  }

  #inside(name: string, tag: SaxesTagNS): void {
    const open = this.#open;
    if (open === undefined) return;
    if (name === "tag") this.#tag(open, attributeOf(tag, "k"), attributeOf(tag, "v"));
    else if (name === "nd" && open.kind === "way") open.refs.push(numberOf(tag, "ref"));
    else if (name === "member" && open.kind === "relation") {
      const type = attributeOf(tag, "type");
      const role = attributeOf(tag, "role") ?? "";
      if (type === "node" || type === "way" || type === "relation")
        open.members.push({ type, id: numberOf(tag, "ref"), role });
    }
    const { osmMembers } = TILE_LIMITS;
    if (open.refs.length > osmMembers || open.members.length > osmMembers)
      throw this.#tooMany(open, `${osmMembers} members (osmMembers)`);
  }

  #tag(open: Open, key: string | undefined, value: string | undefined): void {
    if (key === undefined || value === undefined) return;
    const { attributes, featureText } = TILE_LIMITS;
    open.tags ??= new Map();
    open.tags.set(key, value);
    this.#text += key.length + value.length;
    if (open.tags.size > attributes) throw this.#tooMany(open, `${attributes} tags (attributes)`);
    if (this.#text > featureText)
      throw this.#tooMany(open, `${featureText} characters (featureText)`);
  }

  #tooMany({ kind, id }: Open, what: string) {
    return osmFault(this.#path, `${kind} ${id} has more than ${what}`);
  }
}

function numberOf(tag: SaxesTagNS, name: string): number {
  const text = attributeOf(tag, name);
  return text === undefined || text === "" ? Number.NaN : Number(text);
}
