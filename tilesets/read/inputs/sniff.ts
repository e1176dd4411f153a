import type { InputKind } from "../input-file.ts";
import { sniffJson } from "./sniff-json.ts";
import type { Sniffed } from "./sniffed.ts";

/** Bytes of a file's start that tell what it is: past long comments and namespaces. */
export const SNIFFED = 64 * 1024;

/** Roots of XML files that go with city files and hold no city. */
const COMPANIONS = new Set(["Dictionary", "MD_Metadata", "MI_Metadata", "schema", "definitions"]);

/**
 * What a file is by its first bytes, and by its name where they do not tell.
 * @param start up to `SNIFFED` bytes
 * @param name of the file
 */
export function sniff(start: Uint8Array, name: string): Sniffed {
  const lower = name.toLowerCase();
  if (begins(start, 0x50, 0x4b, 0x03, 0x04) || begins(start, 0x50, 0x4b, 0x05, 0x06)) return "zip";
  if (begins(start, 0x1f, 0x8b)) return "gzip";
  if (begins(start, 0x66, 0x67, 0x62, 0x03)) return "flatgeobuf";
  if (isPbf(start)) return "osm";
  const text = textOf(start);
  const first = text.trimStart()[0];
  if (first === "<") return sniffXml(text, lower);
  if (first === "{" || first === "[") return sniffJson(text, lower);
  // Empty or broken: whoever reads files of that name says better what is wrong.
  return byName(lower) ?? "unknown";
}

function begins(bytes: Uint8Array, ...magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

/** A length, then a blob's header whose type is `OSMHeader`. */
function isPbf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(4, 15)).toString("latin1") === "\n\tOSMHeader";
}

function textOf(bytes: Uint8Array): string {
  const encoding = begins(bytes, 0xff, 0xfe)
    ? "utf-16le"
    : begins(bytes, 0xfe, 0xff)
      ? "utf-16be"
      : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

function sniffXml(text: string, name: string): Sniffed {
  const root = rootOf(text);
  if (root === "CityModel") return "citygml";
  if (root === "osm") return "osm";
  if (root !== undefined && COMPANIONS.has(root)) return "companion";
  // The root is hidden behind a DOCTYPE or broken: the reader refuses it and says where.
  if (root === undefined) return byName(name) ?? (name.endsWith(".xml") ? "citygml" : "unknown");
  return "unknown";
}

/** Local name of the outermost element; undefined where it cannot be seen. */
function rootOf(text: string): string | undefined {
  let at = text.indexOf("<");
  while (text.startsWith("<?", at) || text.startsWith("<!--", at)) {
    const [end, length] = text.startsWith("<?", at) ? ["?>", 2] : ["-->", 3];
    const past = text.indexOf(end, at);
    if (past < 0) return undefined;
    at = text.indexOf("<", past + length);
    if (at < 0) return undefined;
  }
  return /^<(?:[^\s<>/:!?]+:)?([^\s<>/:!?]+)[\s/>]/.exec(text.slice(at, at + 1024))?.[1];
}

function byName(name: string): InputKind | undefined {
  if (/\.gml$/.test(name)) return "citygml";
  if (/\.osm$|\.pbf$/.test(name)) return "osm";
  if (/\.fgb$/.test(name)) return "flatgeobuf";
  if (/\.city\.jsonl$|\.jsonl$/.test(name)) return "cityjsonseq";
  if (/\.city\.json$|\.cityjson$/.test(name)) return "cityjson";
  if (/\.geojson$/.test(name)) return "geojson";
  return undefined;
}
