import type { FeatureClass } from "../../../shared/feature-class.ts";
import type { ImportedCity } from "../../model/imported-city.ts";
import type { SpoolEntry } from "../../spool/spool-index.ts";
import { type Area, GroundHeights } from "./ground-heights.ts";

/** Metres between corners of the grid: of relief, and of what buildings stand on. */
const RELIEF_STEP = 5;
const FEET_STEP = 100;
/** Most corners of the latter, each of which gets a height: of a city 100 km wide. */
const FEET_CORNERS = 1_000_000;

/** What is not where the ground is, or may not be: water over it, areas at heights of their own, planted trees. */
const ABOVE: ReadonlySet<FeatureClass> = new Set<FeatureClass>([
  "hazard",
  "urban-plan",
  "vegetation",
]);

/** How high the ground is, wherever it is asked: metres of the plane. */
export interface CitySurface {
  at(east: number, north: number): number;
  /** Where the source has relief. */
  readonly relief?: GroundHeights;
  /** Metres between which it may be taken as straight. */
  readonly step: number;
  readonly usual: number;
  /** How it is known, for people. */
  readonly method: string;
}

/**
 * The ground of a city: its relief, or what the person says, or else the lowest points of its buildings
 * around, as sources place buildings on the ground.
 */
export async function citySurface(
  { spool, ground }: Pick<ImportedCity, "spool" | "ground">,
  signal: AbortSignal,
): Promise<CitySurface> {
  const relief = await reliefOf(spool, signal);
  const feet = feetOf(spool.entries);
  const others = usualOf(spool.entries);
  const usual = [relief?.median(), ground, feet?.median(), others, 0].find(isKnown) ?? 0;
  const around = ground === undefined ? feet : undefined;
  const at = (east: number, north: number) =>
    [relief?.at(east, north), around?.at(east, north)].find(isKnown) ?? usual;
  if (relief !== undefined)
    return { at, relief, step: relief.step, usual, method: "relief of the source" };
  if (ground !== undefined) return { at, step: Infinity, usual, method: "as told" };
  if (feet !== undefined)
    return { at, step: feet.step, usual, method: "lowest points of the buildings around" };
  const method = others === undefined ? "not known: the sea" : "usual height of what stands there";
  return { at, step: Infinity, usual, method };
}

/** Of a city without buildings: the middle foot of what stands there, or else the middle top of what lies below. */
function usualOf(entries: readonly SpoolEntry[]): number | undefined {
  const placed = entries.filter(
    (entry) => !entry.prisms && !entry.flat && !ABOVE.has(entry.class) && entry.height > 0,
  );
  const standing = placed.filter((entry) => entry.class !== "utility").map(({ box }) => box[2]);
  const tops = placed.map(({ box }) => box[5]);
  const heights = Float64Array.from(standing.length > 0 ? standing : tops).sort();
  return heights[Math.floor(heights.length / 2)];
}

async function reliefOf(
  spool: ImportedCity["spool"],
  signal: AbortSignal,
): Promise<GroundHeights | undefined> {
  const entries = spool.entries.filter((entry) => entry.class === "relief");
  if (entries.length === 0) return undefined;
  const heights = new GroundHeights(areaOf(entries), RELIEF_STEP);
  for (const entry of entries) {
    signal.throwIfAborted();
    const { levels } = await spool.read(entry);
    for (const { positions, indices } of levels.at(-1)?.patches ?? [])
      heights.lay(positions, indices);
  }
  return Number.isNaN(heights.median()) ? undefined : heights;
}

/** What stands on the ground by itself: buildings with heights of their own. */
function feetOf(entries: readonly SpoolEntry[]): GroundHeights | undefined {
  const standing = entries.filter(
    (entry) => entry.class === "building" && !entry.prisms && !entry.flat,
  );
  if (standing.length === 0) return undefined;
  const [west, south, east, north] = areaOf(standing);
  const wide = Math.ceil(Math.sqrt(((east - west) * (north - south)) / FEET_CORNERS));
  const heights = new GroundHeights([west, south, east, north], Math.max(FEET_STEP, wide));
  for (const { box } of standing)
    heights.lower((box[0] + box[3]) / 2, (box[1] + box[4]) / 2, box[2]);
  heights.spread();
  return heights;
}

export function areaOf(entries: readonly SpoolEntry[]): Area {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of entries) {
    west = Math.min(west, box[0]);
    south = Math.min(south, box[1]);
    east = Math.max(east, box[3]);
    north = Math.max(north, box[4]);
  }
  return [west, south, east, north];
}

function isKnown(height: number | undefined): height is number {
  return height !== undefined && !Number.isNaN(height);
}
