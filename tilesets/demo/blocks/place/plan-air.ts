import type { Feature, FeatureCollection } from "geojson";
import type { CorridorProperties, DronePortProperties } from "../../../../shared/city-networks.ts";
import type { Point2, Point3 } from "../../../model/city-model.ts";
import type { GroundPlan } from "../../ground-plan.ts";
import type { Site } from "../site/site.ts";
import { lineFeature, pointFeature } from "./feature.ts";
import { apart, Obstacles } from "./obstacles.ts";
import type { Pad } from "./record.ts";

const STANDS = 8;
const HALF_WIDTH = 25;
/** Metres above all that lies below a corridor. */
const CLEARANCE = 42;
/** Ports that fly to each landing: the nearest ones. */
const PORTS_EACH = 2;
/** Metres that a corridor may swing out sideways to pass what is high. */
const DETOURS = [0, 160, -160, 340, -340, 560, -560];

interface NamedPad extends Pad {
  readonly id: string;
}

/** Drone ports, landings, and the corridors between them. */
export function planAir(plan: GroundPlan, sites: readonly Site[]): FeatureCollection {
  const obstacles = new Obstacles(
    plan,
    sites.flatMap(({ buildings }) => buildings),
  );
  const pads = sites.flatMap((site) =>
    site.pads.map(
      (pad): NamedPad => ({ ...pad, id: `${pad.kind}:${pad.village ?? site.block.id}` }),
    ),
  );
  const ports = pads.filter(({ kind }) => kind === "port");
  const landings = pads.filter(({ kind }) => kind === "landing");
  for (const { id } of plan.villages) {
    if (!landings.some(({ village }) => village === id)) {
      throw new Error(`planAir: village ${id} has no landing`);
    }
  }
  const corridors = landings.flatMap((landing) =>
    [...ports]
      .sort((a, b) => apart(a.at, landing.at) - apart(b.at, landing.at))
      .slice(0, PORTS_EACH)
      .map((port) => corridor(plan, obstacles, port, landing)),
  );
  return {
    type: "FeatureCollection",
    features: [...pads.map((pad) => padFeature(plan, pad)), ...corridors],
  };
}

function padFeature(plan: GroundPlan, pad: NamedPad): Feature {
  const properties: DronePortProperties = {
    id: pad.id,
    type: pad.kind,
    name: pad.name.en,
    nameJa: pad.name.ja,
    ...(pad.village && { village: pad.village }),
    stands: pad.kind === "port" ? STANDS : 1,
  };
  return pointFeature(plan.plane, pad.at, properties);
}

/** The lowest of some ways from a port to a landing, level and clear all along. */
function corridor(
  plan: GroundPlan,
  obstacles: Obstacles,
  port: NamedPad,
  landing: NamedPad,
): Feature {
  const ways = DETOURS.map((aside) => {
    const way = swungOut(port.at, landing.at, aside);
    const high = way.slice(1).map((to, i) => obstacles.highest(way[i] as Point2, to, HALF_WIDTH));
    const cruise = Math.ceil(Math.max(...high)) + CLEARANCE;
    // Going round costs as well: a metre up for twelve aside.
    return { way, cruise, cost: cruise + Math.abs(aside) / 12 };
  });
  const best = ways.reduce((least, way) => (way.cost < least.cost ? way : least));
  const properties: CorridorProperties = {
    id: `corridor:${port.id}:${landing.id}`,
    type: "corridor",
    from: port.id,
    to: landing.id,
    halfWidth: HALF_WIDTH,
  };
  const line = best.way.map(([east, north]): Point3 => [east, north, best.cruise]);
  return lineFeature(plan.plane, line, properties);
}

/** From one point to another in a gentle bow of four legs. */
function swungOut(from: Point3, to: Point3, aside: number): Point2[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.max(1, Math.hypot(dx, dy));
  const shares = aside === 0 ? [0, 1] : [0, 0.25, 0.5, 0.75, 1];
  return shares.map((share) => {
    const away = aside * Math.sin(Math.PI * share);
    return [
      from[0] + dx * share + (-dy / length) * away,
      from[1] + dy * share + (dx / length) * away,
    ];
  });
}
