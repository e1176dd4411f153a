import { decodeFrame, type Frame } from "./frame.ts";
import { isProblem, type Problem, problem } from "./problem.ts";
import type { RosterEntry } from "./protocol.ts";

/** The content type of the bytes of `encodeCity`. */
export const CITY_FRAME_TYPE = "application/vnd.machinami.city";

/** A whole city at one moment: who there is, and where, as a frame. */
export interface CityFrame {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The numbers of kinds and provenances in the roster. */
  readonly kinds: readonly string[];
  readonly provenances: readonly string[];
  readonly roster: readonly RosterEntry[];
  /** Names of values, by their key. */
  readonly keys: readonly string[];
  /** One frame (docs/spec.md, rules F) in which every cell is a snapshot. */
  readonly frame: Uint8Array;
}

/** The head's length, little-endian. */
const LENGTH_BYTES = 4;

/** The bytes of a city: uint32 length of the head, the head as JSON in UTF-8, the frame. */
export function encodeCity({ frame, ...head }: CityFrame): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(LENGTH_BYTES + text.length + frame.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, LENGTH_BYTES);
  bytes.set(frame, LENGTH_BYTES + text.length);
  return bytes;
}

/** Reads what `encodeCity` wrote, or says why it is none. Never throws. */
export function decodeCity(
  bytes: Uint8Array,
): (Omit<CityFrame, "frame"> & { readonly frame: Frame }) | Problem {
  if (bytes.length < LENGTH_BYTES) return refuse("it is cut short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = LENGTH_BYTES + view.getUint32(0, true);
  if (end > bytes.length) return refuse("its head is longer than all of it");
  const head = headOf(bytes.subarray(LENGTH_BYTES, end));
  if (head === undefined) return refuse("its head cannot be read");
  const frame = decodeFrame(bytes.subarray(end));
  return isProblem(frame) ? frame : { ...head, frame };
}

function headOf(bytes: Uint8Array): Omit<CityFrame, "frame"> | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const head = JSON.parse(text) as Partial<CityFrame> | null;
    if (head === null || typeof head !== "object" || typeof head.at !== "number") return undefined;
    const { at, kinds, provenances, roster, keys } = head;
    if (![kinds, provenances, keys].every(isTexts)) return undefined;
    if (!Array.isArray(roster) || !roster.every(isEntry)) return undefined;
    return { at, kinds, provenances, roster, keys } as Omit<CityFrame, "frame">;
  } catch {
    return undefined;
  }
}

function isTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((each) => typeof each === "string");
}

function isEntry(entry: unknown): boolean {
  if (!Array.isArray(entry) || entry.length < 6) return false;
  const [handle, id, kind, provenance, source, name] = entry as unknown[];
  return (
    [handle, kind, provenance].every((each) => Number.isInteger(each)) &&
    [id, source, name].every((each) => typeof each === "string")
  );
}

function refuse(what: string): Problem {
  return problem("city/malformed", `decodeCity: ${what}`, "Ask for the city again.");
}
