import type { CorridorProperties, DronePortProperties } from "../../../shared/city-networks.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { CityFolder } from "./city-folder.ts";
import type { FeatureReader } from "./feature-reader.ts";
import { NamedList } from "./named-list.ts";
import { PlaneLine, type PlanePoint } from "./plane-line.ts";

export interface DronePort extends DronePortProperties {
  /** On the pad. */
  readonly point: PlanePoint;
}

export interface Corridor extends CorridorProperties {
  /** At cruising height, from above `from` to above `to`. */
  readonly line: PlaneLine;
}

export interface Air {
  /** Ports and landings. */
  readonly pads: NamedList<DronePort>;
  readonly corridors: readonly Corridor[];
}

/** Reads `networks.air`; absent is empty. */
export async function readAir(
  folder: CityFolder,
  file: string | undefined,
  plane: CityPlane,
): Promise<Air | Problem> {
  const pads = new NamedList<DronePort>();
  const corridors = new NamedList<Corridor>();
  const take = (reader: FeatureReader) => pads.add(padFrom(reader), reader);
  const fault =
    (await folder.features(file, plane, { port: take, landing: take })) ??
    (await folder.features(file, plane, {
      corridor: (reader) => corridors.add(corridorFrom(reader, pads), reader),
    }));
  return fault ?? { pads, corridors: corridors.all };
}

function padFrom(reader: FeatureReader): DronePort {
  const village = reader.optionalText("village");
  return {
    id: reader.text("id"),
    type: reader.oneOf("type", ["port", "landing"]),
    name: reader.text("name"),
    nameJa: reader.text("nameJa"),
    ...(village === undefined ? {} : { village }),
    stands: reader.whole("stands", 0, 1_000),
    point: reader.point(),
  };
}

function corridorFrom(reader: FeatureReader, pads: NamedList<DronePort>): Corridor {
  const corridor: Corridor = {
    id: reader.text("id"),
    type: "corridor",
    from: reader.text("from"),
    to: reader.text("to"),
    halfWidth: reader.number("halfWidth", 0, 1_000),
    line: new PlaneLine(reader.line()),
  };
  pads.demand(corridor.from, "from", reader);
  pads.demand(corridor.to, "to", reader);
  return corridor;
}
