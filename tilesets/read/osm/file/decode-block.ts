import { PbfReader } from "pbf";
import { TILE_LIMITS } from "../../../limits.ts";
import {
  NO_TAGS,
  type OsmBlock,
  type OsmMember,
  type OsmNode,
  type OsmRelation,
  type OsmWay,
  type Tags,
} from "../osm-element.ts";

const MEMBER_TYPES = ["node", "way", "relation"] as const;

/** Elements of one PrimitiveBlock. Throws where its bytes make no sense. */
export function decodeBlock(bytes: Uint8Array): OsmBlock {
  const decoder = new Decoder();
  const groups: (readonly [number, number])[] = [];
  // Groups come before the scale of their numbers, so they are decoded when all else is known.
  new PbfReader(bytes).readFields((field, _, pbf) => {
    if (field === 1) readPart(pbf, (inner) => inner === 1 && decoder.text(pbf.readString()));
    else if (field === 2) groups.push(skipped(pbf));
    else if (field === 17) decoder.granularity = pbf.readVarint();
    else if (field === 19) decoder.latitude = pbf.readVarint(true);
    else if (field === 20) decoder.longitude = pbf.readVarint(true);
  }, undefined);
  for (const [from, to] of groups) decoder.group(new PbfReader(bytes.subarray(from, to)));
  return decoder;
}

class Decoder implements OsmBlock {
  readonly nodes: OsmNode[] = [];
  readonly ways: OsmWay[] = [];
  readonly relations: OsmRelation[] = [];
  readonly texts: string[] = [];
  /** Thousand-millionths of a degree: of one step, and where counting begins. */
  granularity = 100;
  latitude = 0;
  longitude = 0;
  #counted = 0;

  text(text: string): void {
    this.#count();
    this.texts.push(text);
  }

  group(pbf: PbfReader): void {
    pbf.readFields((field) => {
      if (field === 1) this.#node(pbf);
      else if (field === 2) this.#dense(pbf);
      else if (field === 3) this.#way(pbf);
      else if (field === 4) this.#relation(pbf);
    }, undefined);
  }

  /** Few bytes can hold very much that is packed. */
  #count(): void {
    this.#counted++;
    if (this.#counted > TILE_LIMITS.osmBlockElements) throw new Error("too many elements");
  }

  #node(pbf: PbfReader): void {
    let [id, latitude, longitude] = [Number.NaN, Number.NaN, Number.NaN];
    const [keys, values]: [number[], number[]] = [[], []];
    readPart(pbf, (field) => {
      if (field === 1) id = pbf.readSVarint();
      else if (field === 2) readPacked(pbf, keys, () => pbf.readVarint());
      else if (field === 3) readPacked(pbf, values, () => pbf.readVarint());
      else if (field === 8) latitude = pbf.readSVarint();
      else if (field === 9) longitude = pbf.readSVarint();
    });
    this.#addNode(id, latitude, longitude, this.#tags(keys, values));
  }

  #dense(pbf: PbfReader): void {
    const [ids, latitudes, longitudes, tags]: number[][] = [[], [], [], []];
    readPart(pbf, (field) => {
      if (field === 1) readPacked(pbf, ids, () => pbf.readSVarint());
      else if (field === 8) readPacked(pbf, latitudes, () => pbf.readSVarint());
      else if (field === 9) readPacked(pbf, longitudes, () => pbf.readSVarint());
      else if (field === 10) readPacked(pbf, tags, () => pbf.readVarint());
    });
    let [id, latitude, longitude, at] = [0, 0, 0, 0];
    for (let i = 0; i < (ids?.length ?? 0); i++) {
      id += ids?.[i] ?? Number.NaN;
      latitude += latitudes?.[i] ?? Number.NaN;
      longitude += longitudes?.[i] ?? Number.NaN;
      const [keys, values]: [number[], number[]] = [[], []];
      // Keys and values in turn; a nought ends those of a node.
      for (let key = tags?.[at++]; key !== undefined && key !== 0; key = tags?.[at++]) {
        keys.push(key);
        values.push(tags?.[at++] ?? 0);
      }
      this.#addNode(id, latitude, longitude, this.#tags(keys, values));
    }
  }

  #addNode(id: number, latitude: number, longitude: number, tags: Tags): void {
    const { granularity } = this;
    this.#count();
    if (!Number.isSafeInteger(id)) return;
    this.nodes.push({
      id,
      longitude: (this.longitude + granularity * longitude) / 1e9,
      latitude: (this.latitude + granularity * latitude) / 1e9,
      tags,
    });
  }

  #way(pbf: PbfReader): void {
    let id = Number.NaN;
    const [keys, values, refs]: [number[], number[], number[]] = [[], [], []];
    readPart(pbf, (field) => {
      if (field === 1) id = pbf.readVarint(true);
      else if (field === 2) readPacked(pbf, keys, () => pbf.readVarint());
      else if (field === 3) readPacked(pbf, values, () => pbf.readVarint());
      else if (field === 8) readPacked(pbf, refs, () => pbf.readSVarint());
    });
    this.#count();
    if (!Number.isSafeInteger(id)) return;
    this.ways.push({ id, refs: summed(refs), tags: this.#tags(keys, values) });
  }

  #relation(pbf: PbfReader): void {
    let id = Number.NaN;
    const [keys, values]: [number[], number[]] = [[], []];
    const [roles, ids, types]: [number[], number[], number[]] = [[], [], []];
    readPart(pbf, (field) => {
      if (field === 1) id = pbf.readVarint(true);
      else if (field === 2) readPacked(pbf, keys, () => pbf.readVarint());
      else if (field === 3) readPacked(pbf, values, () => pbf.readVarint());
      else if (field === 8) readPacked(pbf, roles, () => pbf.readVarint());
      else if (field === 9) readPacked(pbf, ids, () => pbf.readSVarint());
      else if (field === 10) readPacked(pbf, types, () => pbf.readVarint());
    });
    this.#count();
    if (!Number.isSafeInteger(id)) return;
    const members = summed(ids).flatMap((member, i): OsmMember[] => {
      const type = MEMBER_TYPES[types[i] ?? -1];
      return type === undefined
        ? []
        : [{ type, id: member, role: this.texts[roles[i] ?? 0] ?? "" }];
    });
    this.relations.push({ id, members, tags: this.#tags(keys, values) });
  }

  #tags(keys: readonly number[], values: readonly number[]): Tags {
    if (keys.length === 0) return NO_TAGS;
    if (keys.length > TILE_LIMITS.attributes) throw new Error("too many tags");
    return new Map(keys.map((key, i) => [this.texts[key] ?? "", this.texts[values[i] ?? 0] ?? ""]));
  }
}

/** Numbers of which each but the first is told as the difference to the one before. */
function summed(steps: readonly number[]): number[] {
  if (steps.length > TILE_LIMITS.osmMembers) throw new Error("too many members");
  let sum = 0;
  return steps.map((step) => {
    sum += step;
    return sum;
  });
}

/** Fields of a message within another, never read past its end. */
function readPart(pbf: PbfReader, read: (field: number) => unknown): void {
  const end = endOf(pbf);
  pbf.readFields((field) => void read(field), undefined, end);
  pbf.pos = end;
}

/** A repeated number, packed or not. */
function readPacked(pbf: PbfReader, into: number[] | undefined, read: () => number): void {
  const isPacked = pbf.type === 2;
  const end = isPacked ? endOf(pbf) : pbf.pos + 1;
  while (pbf.pos < end) into?.push(read());
  if (isPacked && pbf.pos !== end) throw new Error("numbers end beyond their field");
}

/** Where a message of its own begins and ends, passed over. */
function skipped(pbf: PbfReader): readonly [number, number] {
  const end = endOf(pbf);
  const from = pbf.pos;
  pbf.pos = end;
  return [from, end];
}

function endOf(pbf: PbfReader): number {
  const length = pbf.readVarint();
  const end = length + pbf.pos;
  if (end > pbf.length) throw new Error("a part ends beyond the whole");
  return end;
}
