import type { SpoolEntry } from "../../spool/spool-index.ts";
import { FAITHFUL_LATTICE_METRES } from "../mesh/city-frame.ts";
import { areaOf } from "./city-surface.ts";
import type { Square } from "./cut-squares.ts";
import type { Drawing } from "./feature-drawing.ts";
import { LEVELS } from "./level-budget.ts";

/** What is drawn of a square from afar. */
export interface Chosen {
  readonly entries: readonly SpoolEntry[];
  readonly detail: "middle" | "far";
  /** Metres that what is drawn may be off. */
  readonly within: number;
  /** Metres by which the tile is off altogether, as 3D Tiles' geometric error. */
  readonly error: number;
  /** Of the lattice. */
  readonly step: number;
}

/**
 * Least errors, and lattice steps. At 16 pixels of error on a view 720 to 1080 pixels high, a tile gives way
 * to finer ones in 70 to 105 times as far away as its error: `middle` from 420 to 630 m on.
 */
const DETAILS = {
  middle: { error: 6, within: 0.5, step: 32 },
  far: { error: 24, within: 2, step: 64 },
} as const;
/** A square gives way to its quarters when it is about 2,000 pixels wide. */
const SIDE_PER_ERROR = 128;
/** What is smaller than this part of the error is less than two pixels wide there. */
const SEEN = 8;
/**
 * By how much the error is more than the largest thing that is left out for want of room; at most twice
 * what it would be otherwise, as roads are long and hardly seen from afar.
 */
const MISSING = 1.5;
/** Bytes of a block in a coarse tile, of one with what our shaders need, and of a triangle of anything else, half of which simplifying leaves. */
const BLOCK = 70;
const PRISMS = 220;
/** Steps that 16 bits hold, less what rounding needs. */
const REACH = 65_000;
const TRIANGLE = 14;

/** The features of a square that matter most from afar, as many as a coarse tile has room for. */
export function chosenOf(
  { members, side }: Square,
  all: readonly SpoolEntry[],
  { rows }: Pick<Drawing, "rows">,
  detail: "middle" | "far",
): Chosen {
  const { within, step, ...least } = DETAILS[detail];
  const error = Math.max(least.error, side / SIDE_PER_ERROR);
  const seen = Array.from(members, (member) => all[member] as SpoolEntry).filter(
    (entry) => SEEN * extentOf(entry) >= error,
  );
  const sorted = seen
    .map((entry) => ({ entry, bulk: bulkOf(entry) }))
    .sort((a, b) => b.bulk - a.bulk || a.entry.number - b.entry.number);
  const room = LEVELS[detail][all[0]?.class === "building" ? "buildings" : "others"];
  let [bytes, count] = [0, 0];
  for (const { entry } of sorted) {
    bytes += bytesOf(entry) + rows.coarseBytes;
    if (bytes > room && count > 0) break;
    count++;
  }
  const left = sorted.slice(count).reduce((most, { entry }) => Math.max(most, extentOf(entry)), 0);
  const entries = sorted.slice(0, count).map(({ entry }) => entry);
  // In the order of the source again: neighbours next to each other compress better.
  entries.sort((a, b) => a.number - b.number);
  return {
    entries,
    detail,
    within: within * Math.max(1, error / 30),
    error: Math.min(2 * error, Math.max(error, MISSING * left)),
    step: stepFor(entries, step),
  };
}

/** Lattice steps of so wide a tile: as many more as 16 bits need, which is less than it is off anyway. */
function stepFor(entries: readonly SpoolEntry[], least: number): number {
  const [west, south, east, north] = areaOf(entries);
  const reach = Math.max(east - west, north - south) / FAITHFUL_LATTICE_METRES;
  let step = least;
  while (reach / step > REACH) step *= 2;
  return step;
}

/** Its longest side, metres. */
function extentOf({ box }: SpoolEntry): number {
  return Math.max(box[3] - box[0], box[4] - box[1], box[5] - box[2]);
}

/** How much of it is seen from afar: cubic metres; what is high counts more than what is wide. */
function bulkOf({ box }: SpoolEntry): number {
  const height = Math.max(1, box[5] - box[2]);
  return (box[3] - box[0]) * (box[4] - box[1]) * height * (1 + height / 40);
}

function bytesOf({ class: of, triangles, flat, prisms }: SpoolEntry): number {
  if (prisms) return PRISMS;
  return of === "building" && !flat ? BLOCK : TRIANGLE * triangles;
}
