import type { Bilingual, Viewpoint } from "../../../../shared/city.ts";
import type { Building, Point2, Point3 } from "../../../model/city-model.ts";
import type { GroundPlan, GrownRoad } from "../../ground-plan.ts";
import { centroidOf } from "../shape/ring.ts";
import { distance, headingOf } from "../shape/vector.ts";
import { Obstacles } from "./obstacles.ts";
import { RoadLine } from "./road-line.ts";

/** What a camera looks at, from where. */
interface Shot {
  readonly id: string;
  readonly name: Bilingual;
  readonly target: Point3;
  readonly headingDegrees: number;
  /** Below the horizon is negative. */
  readonly pitchDegrees: number;
  /** Metres from the eye to the target. */
  readonly away: number;
}

/** Metres between an eye and whatever is below it. */
const EYE_CLEARANCE = 12;

/** Six set cameras; the first is where a page begins. */
export function chooseViewpoints(plan: GroundPlan, buildings: readonly Building[]): Viewpoint[] {
  const obstacles = new Obstacles(plan, buildings);
  const core = centreOfCore(plan);
  const station = nearestTo(plan.stations, ({ at }) => [at[0], at[1]], core);
  const view = (shot: Shot) => seenFrom(plan, shot, eyeOf(obstacles, shot));
  return [
    view(overview(plan, core)),
    view(harbour(plan, core)),
    view(clearest(obstacles, atStation(station.at))),
    view(river(plan, core)),
    view(village(plan)),
    street(plan, station.at),
  ];
}

/** Where a shot is taken from: higher than wished for where something would stand in it. */
function eyeOf(obstacles: Obstacles, shot: Shot): Point3 {
  const heading = (shot.headingDegrees * Math.PI) / 180;
  const pitch = (shot.pitchDegrees * Math.PI) / 180;
  const back = shot.away * Math.cos(pitch);
  const east = shot.target[0] - Math.sin(heading) * back;
  const north = shot.target[1] - Math.cos(heading) * back;
  const wanted = shot.target[2] - Math.sin(pitch) * shot.away;
  const least = obstacles.highest([east, north], [east, north], 15) + EYE_CLEARANCE;
  return [east, north, Math.max(wanted, least)];
}

/** The same shot from the side and the distance that see most of what is about its target; its own where equal. */
function clearest(obstacles: Obstacles, shot: Shot): Shot {
  const turns = [0, 10, -10, 20, -20, 40, -40, 60, -60, 90, -90, 120, -120, 150, -150, 180];
  const tried = [1, 0.8, 0.6, 0.48, 0.38]
    .flatMap((part) => turns.map((turn) => ({ part, turn })))
    .map(({ part, turn }) => {
      const away = shot.away * part;
      const turned = { ...shot, away, headingDegrees: shot.headingDegrees + turn };
      const eye = eyeOf(obstacles, turned);
      const [east, north, up] = shot.target;
      const seen = [-60, -30, 0, 30, 60].flatMap((x) =>
        [-80, -40, 0, 40].filter((y) => obstacles.isClear(eye, [east + x, north + y, up], 1)),
      );
      // A lifted eye looks over its target; the front says most.
      const lifted = eye[2] - (up - Math.sin((shot.pitchDegrees * Math.PI) / 180) * away);
      return { turned, worth: seen.length - lifted / 4 - Math.abs(turn) / 12 };
    });
  return tried.reduce((best, one) => (one.worth > best.worth ? one : best)).turned;
}

function seenFrom(
  plan: GroundPlan,
  shot: Pick<Shot, "id" | "name" | "headingDegrees" | "pitchDegrees">,
  [east, north, up]: Point3,
): Viewpoint {
  const [longitude, latitude, height] = plan.plane.geodetic(east, north, up);
  return {
    id: shot.id,
    name: shot.name,
    longitude: Math.round(longitude * 1e7) / 1e7,
    latitude: Math.round(latitude * 1e7) / 1e7,
    height: Math.round(height * 10) / 10,
    headingDegrees: Math.round((((shot.headingDegrees % 360) + 360) % 360) * 10) / 10,
    pitchDegrees: shot.pitchDegrees,
  };
}

/** Middle of the dense blocks. */
function centreOfCore(plan: GroundPlan): Point2 {
  const core = plan.blocks.filter(({ zone }) => zone === "core" || zone === "station");
  const dense = core.length > 0 ? core : plan.blocks;
  const middles = dense.map(({ ring }) => centroidOf(ring));
  return [
    middles.reduce((sum, [x]) => sum + x, 0) / middles.length,
    middles.reduce((sum, [, y]) => sum + y, 0) / middles.length,
  ];
}

function nearestTo<T>(list: readonly T[], at: (item: T) => Point2, to: Point2): T {
  const [first] = [...list].sort((a, b) => distance(at(a), to) - distance(at(b), to));
  if (!first) throw new Error("chooseViewpoints: nothing to look at");
  return first;
}

/** From over the sea, across harbour and towers, to the hills. */
function overview(plan: GroundPlan, core: Point2): Shot {
  return {
    id: "overview",
    name: { en: "The whole city", ja: "浜月の街" },
    target: [core[0] + 160, core[1] - 260, plan.heightAt(...core) + 30],
    headingDegrees: 338,
    pitchDegrees: -16,
    away: 2050,
  };
}

/** Low over the water, quays before the skyline. */
function harbour(plan: GroundPlan, core: Point2): Shot {
  const quays = plan.blocks.filter(({ frontage }) => frontage.includes("water"));
  const near = nearestTo(
    quays.length > 0 ? quays : plan.blocks,
    ({ ring }) => centroidOf(ring),
    core,
  );
  const [east, north] = centroidOf(near.ring);
  const straight = headingOf([core[0] - east, core[1] - north]);
  const shot = {
    id: "harbour",
    name: { en: "Harbour", ja: "港" },
    target: [east, north, 22] as const,
    pitchDegrees: -5.5,
    away: 430,
  };
  // From where there is water below.
  const turns = [-4, 4, 16, -16, 32, -32, 54, -54];
  const turn = turns.find((by) => {
    const heading = ((straight + by) * Math.PI) / 180;
    return [0.6, 0.8, 1].every((share) => {
      const back = shot.away * share;
      return plan.isWater(east - Math.sin(heading) * back, north - Math.cos(heading) * back);
    });
  });
  return { ...shot, headingDegrees: straight + (turn ?? 0) };
}

/** From above the avenue that leads to it: the square, the platforms and the towers about them. */
function atStation(at: Point3): Shot {
  return {
    id: "station",
    name: { en: "Hamatsuki Station", ja: "浜月駅" },
    target: [at[0], at[1] - 20, at[2] + 2],
    headingDegrees: 0,
    pitchDegrees: -20,
    away: 360,
  };
}

/** Along the river over a bridge, upstream. */
function river(plan: GroundPlan, core: Point2): Shot {
  const middle = (road: GrownRoad) => {
    const { point } = new RoadLine(road.line).at(new RoadLine(road.line).length / 2);
    return point;
  };
  const bridges = plan.roads.filter(({ bridge }) => bridge);
  const flat = (road: GrownRoad): Point2 => [middle(road)[0], middle(road)[1]];
  const bridge = nearestTo(bridges.length > 0 ? bridges : plan.roads, flat, core);
  const { way } = new RoadLine(bridge.line).at(1);
  const across = headingOf([-way[1], way[0]]);
  return {
    id: "river",
    name: { en: "River and bridges", ja: "川と橋" },
    target: middle(bridge),
    // Upstream is north.
    headingDegrees: (across > 90 && across < 270 ? across + 180 : across) - 9,
    pitchDegrees: -12,
    away: 320,
  };
}

/** From the hills over the highest village, down to the city and the sea. */
function village(plan: GroundPlan): Shot {
  const height = (ring: readonly Point2[]) => plan.heightAt(...centroidOf(ring));
  const [highest] = [...plan.villages].sort((a, b) => height(b.ring) - height(a.ring));
  if (!highest) throw new Error("chooseViewpoints: a plan without villages");
  const [east, north] = centroidOf(highest.ring);
  return {
    id: "village",
    name: { en: `${highest.name.en} village`, ja: `${highest.name.ja}の集落` },
    target: [east, north, height(highest.ring) + 5],
    headingDegrees: headingOf([-east, -north]),
    pitchDegrees: -14,
    away: 430,
  };
}

/** A few metres above the avenue that leads to the station, as from a first floor. */
function street(plan: GroundPlan, station: Point3): Viewpoint {
  const at: Point2 = [station[0], station[1]];
  const reaches = (road: GrownRoad) => {
    const line = new RoadLine(road.line);
    const { point, way } = line.at(line.length / 2);
    const to: Point2 = [at[0] - point[0], at[1] - point[1]];
    const far = Math.hypot(...to);
    const straight = Math.abs(to[0] * way[0] + to[1] * way[1]) / Math.max(1, far);
    return { road, line, far, straight };
  };
  const wide = plan.roads.filter((road) => road.class === "arterial" && !road.bridge);
  const [best] = (wide.length > 0 ? wide : plan.roads)
    .map(reaches)
    .sort((a, b) => worth(b) - worth(a));
  if (!best) throw new Error("chooseViewpoints: a plan without roads");
  const { point, way } = best.line.at(best.line.length / 2);
  const ahead = (at[0] - point[0]) * way[0] + (at[1] - point[1]) * way[1] >= 0 ? 1 : -1;
  return seenFrom(
    plan,
    {
      id: "street",
      name: { en: "Station avenue", ja: "駅前通り" },
      headingDegrees: headingOf([way[0] * ahead, way[1] * ahead]),
      pitchDegrees: -4,
    },
    [point[0], point[1], point[2] + 9],
  );
}

/** An avenue straight towards the station, about 340 m before it. */
function worth({ far, straight }: { far: number; straight: number }): number {
  return straight - Math.abs(far - 340) / 600;
}
