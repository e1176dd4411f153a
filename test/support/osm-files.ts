import { deflateSync, zstdCompressSync } from "node:zlib";
import { PbfWriter } from "pbf";
import { degreesAt, type Town } from "./osm-town.ts";

/** A town as OpenStreetMap XML. */
export function osmXml({ nodes, ways, relations }: Town, inside = ""): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">', inside];
  for (const { id, east, north, tags = {} } of nodes) {
    const [lon, lat] = degreesAt(east, north);
    lines.push(`<node id="${id}" lat="${lat}" lon="${lon}">${tagLines(tags)}</node>`);
  }
  for (const { id, refs, tags = {} } of ways) {
    const nds = refs.map((ref) => `<nd ref="${ref}"/>`).join("");
    lines.push(`<way id="${id}">${nds}${tagLines(tags)}</way>`);
  }
  for (const { id, members, tags = {} } of relations) {
    const all = members.map(
      ([type, ref, role]) => `<member type="${type}" ref="${ref}" role="${escaped(role)}"/>`,
    );
    lines.push(`<relation id="${id}">${all.join("")}${tagLines(tags)}</relation>`);
  }
  return [...lines, "</osm>"].join("\n");
}

function tagLines(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([k, v]) => `<tag k="${escaped(k)}" v="${escaped(v)}"/>`)
    .join("");
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export interface PbfOptions {
  readonly packing?: "raw" | "zlib" | "zstd" | "lz4";
  /** Nodes in columns, as all files have them, or one by one. */
  readonly dense?: boolean;
  /** Of the header. */
  readonly features?: readonly string[];
  /** Seconds since 1970 of the last change that is in it. */
  readonly timestamp?: number;
}

/** A town as PBF: a header, then a block each for nodes, ways and relations. */
export function osmPbf(town: Town, options: PbfOptions = {}): Uint8Array {
  const { features = ["OsmSchema-V0.6", "DenseNodes"], timestamp } = options;
  const header = new PbfWriter();
  for (const feature of features) header.writeStringField(4, feature);
  if (timestamp !== undefined) header.writeVarintField(32, timestamp);
  return Buffer.concat([
    blob("OSMHeader", header.finish(), "raw"),
    ...blocksOf(town, options.dense ?? true).map((block) =>
      blob("OSMData", block, options.packing ?? "zlib"),
    ),
  ]);
}

/** A block as it lies in a file: the length of its header, the header, the block. */
export function blob(
  type: string,
  data: Uint8Array,
  packing: NonNullable<PbfOptions["packing"]>,
): Uint8Array {
  const packed = new PbfWriter();
  if (packing === "raw") packed.writeBytesField(1, data);
  else {
    packed.writeVarintField(2, data.length);
    if (packing === "zlib") packed.writeBytesField(3, deflateSync(data));
    else if (packing === "zstd") packed.writeBytesField(7, zstdCompressSync(data));
    else packed.writeBytesField(6, data);
  }
  const body = packed.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, body.length);
  const head = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, body]);
}

function blocksOf(town: Town, dense: boolean): Uint8Array[] {
  return [
    blockOf((group, texts) =>
      dense ? denseNodes(town, group, texts) : plainNodes(town, group, texts),
    ),
    blockOf((group, texts) => writeWays(town, group, texts)),
    blockOf((group, texts) => writeRelations(town, group, texts)),
  ];
}

/** Number of each text, from 1. */
class Texts {
  readonly all = [""];
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}

function blockOf(write: (group: PbfWriter, texts: Texts) => void): Uint8Array {
  const texts = new Texts();
  const group = new PbfWriter();
  write(group, texts);
  const block = new PbfWriter();
  block.writeMessage(
    1,
    (all, pbf) => {
      for (const text of all) pbf.writeStringField(1, text);
    },
    texts.all,
  );
  block.writeBytesField(2, group.finish());
  return block.finish();
}

const steps = (degrees: number) => Math.round(degrees * 1e7);

function denseNodes({ nodes }: Town, group: PbfWriter, texts: Texts): void {
  const places = nodes.map(({ east, north }) => degreesAt(east, north).map(steps));
  group.writeMessage(
    2,
    (_, pbf) => {
      pbf.writePackedSVarint(1, differences(nodes.map(({ id }) => id)));
      pbf.writePackedSVarint(8, differences(places.map(([, lat]) => lat!)));
      pbf.writePackedSVarint(9, differences(places.map(([lon]) => lon!)));
      const tags = nodes.flatMap(({ tags = {} }) => [
        ...Object.entries(tags).flatMap(([k, v]) => [texts.of(k), texts.of(v)]),
        0,
      ]);
      pbf.writePackedVarint(10, tags);
    },
    undefined,
  );
}

function plainNodes({ nodes }: Town, group: PbfWriter, texts: Texts): void {
  for (const { id, east, north, tags = {} } of nodes) {
    const [lon, lat] = degreesAt(east, north).map(steps);
    group.writeMessage(
      1,
      (_, pbf) => {
        pbf.writeSVarintField(1, id);
        writeTags(tags, pbf, texts);
        pbf.writeSVarintField(8, lat!);
        pbf.writeSVarintField(9, lon!);
      },
      undefined,
    );
  }
}

function writeWays({ ways }: Town, group: PbfWriter, texts: Texts): void {
  for (const { id, refs, tags = {} } of ways) {
    group.writeMessage(
      3,
      (_, pbf) => {
        pbf.writeVarintField(1, id);
        writeTags(tags, pbf, texts);
        pbf.writePackedSVarint(8, differences(refs));
      },
      undefined,
    );
  }
}

function writeRelations({ relations }: Town, group: PbfWriter, texts: Texts): void {
  for (const { id, members, tags = {} } of relations) {
    group.writeMessage(
      4,
      (_, pbf) => {
        pbf.writeVarintField(1, id);
        writeTags(tags, pbf, texts);
        pbf.writePackedVarint(
          8,
          members.map(([, , role]) => (role === "" ? 0 : texts.of(role))),
        );
        pbf.writePackedSVarint(9, differences(members.map(([, ref]) => ref)));
        pbf.writePackedVarint(
          10,
          members.map(([type]) => ["node", "way", "relation"].indexOf(type)),
        );
      },
      undefined,
    );
  }
}

function writeTags(tags: Readonly<Record<string, string>>, pbf: PbfWriter, texts: Texts): void {
  const entries = Object.entries(tags);
  if (entries.length === 0) return;
  pbf.writePackedVarint(
    2,
    entries.map(([k]) => texts.of(k)),
  );
  pbf.writePackedVarint(
    3,
    entries.map(([, v]) => texts.of(v)),
  );
}

function differences(numbers: readonly number[]): number[] {
  return numbers.map((number, i) => number - (numbers[i - 1] ?? 0));
}
