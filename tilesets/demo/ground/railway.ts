import type { Feature, FeatureCollection } from "geojson";
import type { StopProperties, TrackProperties } from "../../../shared/city-networks.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import type { Point2, Point3, Ring } from "../../model/city-model.ts";
import type { GrownStation } from "../ground-plan.ts";
import { STATIONS } from "./place-names.ts";
import { direction, distance, nearestOn } from "./polygon.ts";
import { RAIL_ENDS, RAIL_TOP, railLine, railNorth } from "./rail-line.ts";
import { positionOf } from "./road-network.ts";

/** Of each track's middle from the line's. */
export const TRACK_ASIDE = 1.95;
/** Half the length of a platform, and half of what a station takes across. */
export const PLATFORM_HALF = 65;
const STATION_HALF = 9.5;
const SPEED = 22;
const LINE = { line: "line-hamatsuki", en: "Hamatsuki Line", ja: "浜月線" } as const;

export function stationsOf(): GrownStation[] {
  return STATIONS.map(({ id, name, at }) => {
    const u = heading(at[0]);
    return {
      id,
      name,
      at: [at[0], railNorth(at[0]), RAIL_TOP],
      headingDegrees: (Math.atan2(u[0], u[1]) * 180) / Math.PI,
    };
  });
}

function heading(east: number): Point2 {
  return direction([east - 1, railNorth(east - 1)], [east + 1, railNorth(east + 1)]);
}

/** A track for each direction, kept to the left, and where trains stop on it. */
export function railNetwork(plane: CityPlane): FeatureCollection {
  const [west, east] = RAIL_ENDS;
  const tracks = [
    { direction: "outbound", line: railLine(west, east, 12, TRACK_ASIDE) },
    { direction: "inbound", line: railLine(west, east, 12, -TRACK_ASIDE).reverse() },
  ] as const;
  const features = tracks.flatMap(({ direction: way, line }): Feature[] => {
    const id = `track-${way}`;
    const properties: TrackProperties = {
      id,
      type: "track",
      line: LINE.line,
      lineName: LINE.en,
      lineNameJa: LINE.ja,
      direction: way,
      speedLimit: SPEED,
    };
    const coordinates = line.map((p) => positionOf(plane, [p[0], p[1], RAIL_TOP]));
    const track: Feature = {
      type: "Feature",
      id,
      properties,
      geometry: { type: "LineString", coordinates },
    };
    return [track, ...stationsOf().map((station) => stopOf(plane, id, line, station))];
  });
  return { type: "FeatureCollection", features };
}

function stopOf(
  plane: CityPlane,
  track: string,
  line: readonly Point2[],
  station: GrownStation,
): Feature {
  const { at, point } = metresAlong(line, [station.at[0], station.at[1]]);
  const properties: StopProperties = {
    id: `platform-${station.id.slice("station-".length)}-${track.slice("track-".length)}`,
    type: "platform",
    track,
    station: station.id,
    name: station.name.en,
    nameJa: station.name.ja,
    at: Math.round(at * 100) / 100,
  };
  const p: Point3 = [point[0], point[1], RAIL_TOP];
  return {
    type: "Feature",
    id: properties.id,
    properties,
    geometry: { type: "Point", coordinates: positionOf(plane, p) },
  };
}

/** How far along a line the point of it nearest to `p` is. */
function metresAlong(line: readonly Point2[], p: Point2): { at: number; point: Point2 } {
  let best = { away: Number.POSITIVE_INFINITY, at: 0, point: p };
  let passed = 0;
  for (let i = 0; i + 1 < line.length; i++) {
    const [a, b] = [line[i] as Point2, line[i + 1] as Point2];
    const found = nearestOn(p, a, b);
    const long = distance(a, b);
    if (found.distance < best.away) {
      best = { away: found.distance, at: passed + found.t * long, point: found.point };
    }
    passed += long;
  }
  return best;
}

/** Under and beside the railway, wider at stations. */
export function railKeepOut(): Ring[] {
  const band = (from: number, to: number, half: number): Ring => [
    ...railLine(from, to, 60, -half),
    ...railLine(from, to, 60, half).reverse(),
  ];
  return [
    band(RAIL_ENDS[0], RAIL_ENDS[1], 8),
    ...STATIONS.map(({ at }) =>
      band(at[0] - PLATFORM_HALF - 6, at[0] + PLATFORM_HALF + 6, STATION_HALF),
    ),
  ];
}
