import { setImmediate as turn } from "node:timers/promises";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { type ReadRegion, readRegion } from "../state/read-region.ts";
import type { NewRegion } from "../state/region-book.ts";
import type { SpatialAnswers } from "./spatial-answers.ts";

/** Regions that somebody sent. */
export interface SentRegions {
  readonly regions: readonly NewRegion[];
  /** Whether it was one feature, and not a collection. */
  readonly single: boolean;
  /** What the features say of their ids, unread. */
  readonly ids: readonly unknown[];
  /** Members that mean nothing here. */
  readonly ignored: readonly string[];
}

/** Shapes that are looked at side by side. */
const SIDE_BY_SIDE = 32;
/** Work that is done in one turn of the event loop, in vertices; what a feature is beside its vertices. */
const SLICE = 4_000;
const FEATURE = 20;

/** Reads a Feature or a FeatureCollection as regions: all of them, or what is wrong with one. */
export async function readRegions(
  value: unknown,
  spatial: Pick<SpatialAnswers, "checkGeometry">,
  limits: Limits = LIMITS,
): Promise<SentRegions | Problem> {
  const { type, features } = (value ?? {}) as { type?: unknown; features?: unknown };
  const single = type !== "FeatureCollection";
  const list = single ? [value] : features;
  if (!Array.isArray(list)) {
    return problem("region/malformed", "The FeatureCollection has no list of features.");
  }
  if (list.length > limits.regions) {
    const message = `There are ${list.length} features; there may be ${limits.regions} regions (regions).`;
    return problem("regions/too-many", message, "Send fewer.");
  }
  const read: ReadRegion[] = [];
  let work = 0;
  for (const [i, feature] of list.entries()) {
    const region = readRegion(feature, limits);
    if (isProblem(region)) return single ? region : ofFeature(i, region);
    read.push(region);
    work += region.vertices + FEATURE;
    if (work < SLICE) continue;
    work = 0;
    await turn();
  }
  const regions = await checked(read, spatial, single);
  if (isProblem(regions)) return regions;
  const ignored = [...new Set(read.flatMap((region) => region.ignored))];
  return { regions, single, ids: read.map(({ id }) => id), ignored };
}

async function checked(
  read: readonly ReadRegion[],
  spatial: Pick<SpatialAnswers, "checkGeometry">,
  single: boolean,
): Promise<NewRegion[] | Problem> {
  const regions: NewRegion[] = [];
  for (let from = 0; from < read.length; from = regions.length) {
    const part = partFrom(read, from);
    const areas = await Promise.all(part.map(({ geometry }) => spatial.checkGeometry(geometry)));
    for (const [i, area] of areas.entries()) {
      if (isProblem(area)) return single ? area : ofFeature(from + i, area);
      regions.push({ ...(part[i] as ReadRegion).properties, geometry: area.geometry });
    }
  }
  return regions;
}

/** Some regions from one on: one at least. */
function partFrom(read: readonly ReadRegion[], from: number): readonly ReadRegion[] {
  let end = from;
  for (let vertices = 0; end < read.length && end < from + SIDE_BY_SIDE && vertices < SLICE; end++)
    vertices += (read[end] as ReadRegion).vertices;
  return read.slice(from, end);
}

function ofFeature(index: number, fault: Problem): Problem {
  return { ...fault, message: `Feature ${index + 1}: ${fault.message}` };
}
