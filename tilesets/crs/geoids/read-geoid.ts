import { type Problem, problem } from "../../../shared/problem.ts";
import type { GeoidGrid } from "./geoid-grid.ts";
import { readGsi } from "./read-gsi.ts";
import { readGtx } from "./read-gtx.ts";
import { readIsg } from "./read-isg.ts";
import { readPgm } from "./read-pgm.ts";

/** A grid and what its format is called. */
export interface ReadGeoid {
  readonly format: string;
  readonly grid: GeoidGrid;
}

/** Formats, each with how a file of it begins; GTX has no mark of its own and comes last. */
const FORMATS: readonly {
  readonly format: string;
  readonly mark: RegExp;
  readonly read: (bytes: Uint8Array) => GeoidGrid | string;
}[] = [
  { format: "PGM", mark: /^P5\s/, read: readPgm },
  { format: "ISG", mark: /begin_of_head/, read: readIsg },
  { format: "GSI", mark: /^\s*-?\d+\.\d+(?:\s+\d+(?:\.\d+)?){5,}/, read: readGsi },
  { format: "GTX", mark: /^/, read: readGtx },
];

/** Characters at the beginning among which the mark is. */
const HEAD = 4096;

/** Reads a geoid's grid, whichever of the known formats it is in. @param path for messages */
export function readGeoid(bytes: Uint8Array, path: string): ReadGeoid | Problem {
  const head = Buffer.from(
    bytes.buffer,
    bytes.byteOffset,
    Math.min(HEAD, bytes.byteLength),
  ).toString("latin1");
  for (const { format, mark, read } of FORMATS) {
    if (!mark.test(head)) continue;
    const grid = read(bytes);
    return typeof grid === "string" ? unreadable(path, `${format}: ${grid}`) : { format, grid };
  }
  return unreadable(path, "its beginning is of no known format");
}

function unreadable(path: string, why: string): Problem {
  return problem(
    "tiles/geoid",
    `The geoid ${path} cannot be read: ${why}.`,
    "Give a number of metres, or a grid as GTX, PGM (GeographicLib), ISG (JPGEO2024) or GSI's ASCII (GSIGEO2011).",
  );
}
