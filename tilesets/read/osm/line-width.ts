import { countOf, metresOf } from "./measure.ts";
import type { Tags } from "./osm-element.ts";

/** Metres of a lane of each class of road where no width is told; the last number is usual lanes. Our own estimates. */
const ROADS: Readonly<Record<string, readonly [lane: number, lanes: number]>> = {
  motorway: [3.75, 2],
  motorway_link: [3.75, 1],
  trunk: [3.5, 2],
  trunk_link: [3.5, 1],
  primary: [3.25, 2],
  primary_link: [3.25, 1],
  secondary: [3.25, 2],
  secondary_link: [3.25, 1],
  tertiary: [3, 2],
  tertiary_link: [3, 1],
  unclassified: [2.75, 2],
  residential: [2.75, 2],
  living_street: [2.5, 2],
  road: [2.75, 2],
  service: [3, 1],
  busway: [3.25, 2],
  raceway: [4, 2],
  track: [2.75, 1],
  pedestrian: [4, 1],
  bridleway: [2, 1],
  cycleway: [2, 1],
  footway: [1.8, 1],
  path: [1.2, 1],
  steps: [1.8, 1],
  corridor: [1.8, 1],
};

const STREAMS: Readonly<Record<string, number>> = {
  river: 15,
  canal: 10,
  tidal_channel: 8,
  stream: 2,
  drain: 1.5,
  ditch: 1,
};

/** Metres of the bed of a track. */
const TRACK_BED = 3.2;
const NARROWEST = 0.5;
const WIDEST = 150;
const MOST_LANES = 16;

/** Metres of one lane of a road, and how many it has in all where that is not told. */
export function usualLanes(highway: string): readonly [lane: number, lanes: number] {
  return (Object.hasOwn(ROADS, highway) ? ROADS[highway] : undefined) ?? [2.5, 1];
}

/** Metres across a road, a track or a stream: as told, by its lanes, or as is usual for its kind. */
export function lineWidth(tags: Tags): number {
  const told = metresOf(tags.get("width")) ?? metresOf(tags.get("est_width"));
  if (told !== undefined && told >= NARROWEST && told <= WIDEST) return told;
  const highway = tags.get("highway");
  if (highway !== undefined) {
    const [lane, usual] = usualLanes(highway);
    const lanes = countOf(tags.get("lanes"));
    const isOneWay =
      tags.get("oneway") === "yes" && highway !== "motorway" && !highway.endsWith("_link");
    const count = lanes !== undefined && lanes >= 1 && lanes <= MOST_LANES ? lanes : usual;
    return lane * (lanes === undefined && isOneWay ? Math.max(1, count / 2) : count);
  }
  const waterway = tags.get("waterway");
  if (waterway !== undefined)
    return (Object.hasOwn(STREAMS, waterway) ? STREAMS[waterway] : 2) ?? 2;
  return TRACK_BED;
}
