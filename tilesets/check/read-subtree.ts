import { isJson, type Json } from "./tell.ts";

const MAGIC = 0x74627573;
const HEADER = 24;

/** Where one subtree of an implicit tileset has tiles, contents and further subtrees. */
export interface Subtree {
  tile(index: number): boolean;
  /** One for each content that a tile may have. */
  readonly contents: readonly ((index: number) => boolean)[];
  child(index: number): boolean;
}

/**
 * Reads a subtree file; a fault in words where it is not as 3D Tiles 1.1 asks.
 *
 * @param tiles how many a whole subtree has
 * @param children how many subtrees may hang from one
 * @param outside reads a buffer that lies in a file of its own
 */
export async function readSubtree(
  bytes: Uint8Array,
  tiles: number,
  children: number,
  outside: (uri: string) => Promise<Uint8Array | undefined>,
): Promise<Subtree | string> {
  const parts = partsOf(bytes);
  if (typeof parts === "string") return parts;
  const { json, binary } = parts;
  const buffers: (Uint8Array | undefined)[] = [];
  for (const buffer of listOf(json.buffers))
    buffers.push(typeof buffer.uri === "string" ? await outside(buffer.uri) : binary);
  const read = (availability: unknown, count: number) =>
    availabilityOf(availability, count, listOf(json.bufferViews), buffers);
  const tile = read(json.tileAvailability, tiles);
  const child = read(json.childSubtreeAvailability, children);
  const contents = listOf(json.contentAvailability).map((each) => read(each, tiles));
  const told = [tile, child, ...contents].find((each) => typeof each === "string");
  if (typeof tile === "string" || typeof child === "string" || typeof told === "string")
    return String(told);
  return { tile, child, contents: contents.filter((each) => typeof each !== "string") };
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function partsOf(bytes: Uint8Array): { json: Json; binary: Uint8Array } | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < HEADER || view.getUint32(0, true) !== MAGIC) return "it is no subtree";
  if (view.getUint32(4, true) !== 1) return "its version is not 1";
  const [jsonLength, binaryLength] = [8, 16].map((at) => Number(view.getBigUint64(at, true)));
  const end = HEADER + (jsonLength ?? 0);
  if (end + (binaryLength ?? 0) !== bytes.length) return "it is not as long as it says";
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER, end)));
    return isJson(json) ? { json, binary: bytes.subarray(end) } : "its JSON is no object";
  } catch {
    return "its JSON cannot be read";
  }
}

function availabilityOf(
  value: unknown,
  count: number,
  views: readonly Json[],
  buffers: readonly (Uint8Array | undefined)[],
): ((index: number) => boolean) | string {
  if (!isJson(value)) return "an availability is missing";
  const { constant, bitstream, availableCount } = value;
  if (constant === 0 || constant === 1) return () => constant === 1;
  const view = views[Number(bitstream)];
  if (view === undefined) return "an availability has neither a constant nor a bitstream";
  const from = Number(view.byteOffset ?? 0);
  const bits = buffers[Number(view.buffer)]?.subarray(from, from + Number(view.byteLength));
  if (bits === undefined || bits.length * 8 < count)
    return `a bitstream of availability has not ${count} bits`;
  const has = (index: number) => (((bits[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
  let found = 0;
  for (let i = 0; i < count; i++) if (has(i)) found++;
  if (availableCount !== undefined && availableCount !== found)
    return `an availability says ${availableCount} and has ${found}`;
  return has;
}
