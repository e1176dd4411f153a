import type { StopProperties, TrackProperties } from "../../../shared/city-networks.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { CityFolder } from "./city-folder.ts";
import type { FeatureReader } from "./feature-reader.ts";
import { NamedList } from "./named-list.ts";
import { PlaneLine, type PlanePoint } from "./plane-line.ts";

export interface Track extends Omit<TrackProperties, "line"> {
  /** The line of the railway that it belongs to. */
  readonly lineId: string;
  /** At the rails' top. */
  readonly line: PlaneLine;
  /** In the order in which its trains come to them. */
  readonly platforms: readonly Platform[];
}

export interface Platform extends StopProperties {
  readonly point: PlanePoint;
}

/** Reads `networks.rail`; absent is empty. */
export async function readRail(
  folder: CityFolder,
  file: string | undefined,
  plane: CityPlane,
): Promise<readonly Track[] | Problem> {
  const tracks = new NamedList<Omit<Track, "platforms">>();
  const platforms = new NamedList<Platform>();
  const fault =
    (await folder.features(file, plane, {
      track: (reader) => tracks.add(trackFrom(reader), reader),
    })) ??
    (await folder.features(file, plane, {
      platform: (reader) => {
        const platform = platformFrom(reader);
        tracks.demand(platform.track, "track", reader);
        const length = tracks.get(platform.track)?.line.length ?? 0;
        if (platform.at > length + 1) reader.refuse(`at is beyond the track's ${length} m.`);
        platforms.add(platform, reader);
      },
    }));
  if (fault !== undefined) return fault;
  return tracks.all.map((track) => ({
    ...track,
    platforms: platforms.all
      .filter((platform) => platform.track === track.id)
      .sort((a, b) => a.at - b.at),
  }));
}

function trackFrom(reader: FeatureReader): Omit<Track, "platforms"> {
  return {
    id: reader.text("id"),
    type: "track",
    line: new PlaneLine(reader.line()),
    lineId: reader.text("line"),
    lineName: reader.text("lineName"),
    lineNameJa: reader.text("lineNameJa"),
    direction: reader.oneOf("direction", ["outbound", "inbound"]),
    speedLimit: reader.number("speedLimit", 1, 120),
  };
}

function platformFrom(reader: FeatureReader): Platform {
  return {
    id: reader.text("id"),
    type: "platform",
    track: reader.text("track"),
    station: reader.text("station"),
    name: reader.text("name"),
    nameJa: reader.text("nameJa"),
    at: reader.number("at", 0, 1_000_000),
    point: reader.point(),
  };
}
