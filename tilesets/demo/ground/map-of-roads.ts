import type { Point2 } from "../../model/city-model.ts";
import { coastOf } from "./coast.ts";
import { curveThrough } from "./curve.ts";
import { Draft } from "./draft.ts";
import { HALF_SIDE, type Landform } from "./landform.ts";
import { MAIN_ROADS, type MainRoad } from "./main-roads.ts";
import type { EdgeInfo, PlanarGraph } from "./planar-graph.ts";
import { CORRIDOR_HALF, RAILSIDE, railLine } from "./rail-line.ts";
import { ROAD_FORMS } from "./road-forms.ts";

/** Metres that the seed moves the main roads by, at most. */
const STRAY = 14;
/** From a river bank to the middle of the road beside it. */
const BANK_TO_ROAD = 36;

/** Where one use of open land ends and another begins without a road between. */
const BORDERS: readonly (readonly Point2[])[] = [
  [
    [-1895, -430],
    [-HALF_SIDE, -420],
  ],
  [
    [-1745, -925],
    [-1800, -1055],
  ],
  [
    [-1010, -850],
    [-1000, -1010],
  ],
  [
    [-690, -915],
    [-680, -1021],
  ],
  [
    [-330, -945],
    [-330, -1035],
  ],
  [
    [20, -945],
    [20, -1043],
  ],
  [
    [550, -990],
    [410, -1180],
  ],
  [
    [945, -1140],
    [945, -1298],
  ],
  [
    [1360, -1140],
    [1360, -1306],
  ],
  [
    [1640, -1070],
    [1790, -1180],
  ],
  [
    [1840, -930],
    [1880, -1070],
  ],
  [
    [1798, -40],
    [HALF_SIDE, -30],
  ],
  [
    [1905, 860],
    [HALF_SIDE, 900],
  ],
  [
    [-1850, 640],
    [-HALF_SIDE, 700],
  ],
];

/** Shore, railway and main roads as a map whose faces are the city's large pieces of land and water. */
export function mapOfRoads(landform: Landform): PlanarGraph {
  const draft = new Draft();
  for (const { kind, line } of coastOf(landform)) {
    draft.add(line, { kind, half: 0, pavement: 0 }, false);
  }
  const rail: EdgeInfo = { kind: "rail", half: CORRIDOR_HALF, pavement: 0 };
  draft.add(railLine(-HALF_SIDE, HALF_SIDE, 80), rail, true);
  for (const road of MAIN_ROADS) {
    const moved = road.line.map((p) => strayed(p, landform));
    draft.add(road.angular ? road.line : curveThrough(moved, 36), infoOf(road), true);
  }
  for (const road of besideWater(landform)) draft.add(road.line, infoOf(road), true);
  for (const road of besideRail(landform)) draft.add(road.line, infoOf(road), true);
  const border: EdgeInfo = { kind: "edge", half: 0, pavement: 0 };
  for (const line of BORDERS) draft.add(line, border, true);
  return draft.graph();
}

export function infoOf(road: Omit<MainRoad, "line">): EdgeInfo {
  const form = ROAD_FORMS[road.class];
  return {
    kind: "road",
    class: road.class,
    half: form.lanes * form.laneWidth,
    pavement: road.rural ? 0 : form.pavement,
    ...(road.name && { name: road.name }),
  };
}

/** Neighbours stray alike, so that what meets still meets. */
function strayed([east, north]: Point2, landform: Landform): Point2 {
  return [
    east + STRAY * landform.noise(east * 0.5 + 5000, north * 0.5),
    north + STRAY * landform.noise(east * 0.5, north * 0.5 - 7000),
  ];
}

function besideWater(landform: Landform): MainRoad[] {
  const along = (sideways: -1 | 1, from: number, to: number): Point2[] => {
    const line: Point2[] = [];
    for (let north = from; north <= to; north += (to - from) / 24) {
      const { east, half } = landform.riverAt(north);
      line.push([east + sideways * (half + BANK_TO_ROAD), north]);
    }
    return curveThrough(line, 36);
  };
  const west = { en: "Kawagishi-dori", ja: "川岸通り" };
  const east = { en: "Tsutsumi-dori", ja: "堤通り" };
  return [
    { class: "collector", name: west, line: along(-1, -798, 1235) },
    { class: "collector", name: east, line: along(1, -790, 1240) },
  ];
}

/** Streets on both sides of the viaduct; the station's square interrupts the southern one. */
function besideRail(landform: Landform): MainRoad[] {
  const bank = landform.riverAt(230);
  const west = bank.east - bank.half - BANK_TO_ROAD;
  const east = bank.east + bank.half + BANK_TO_ROAD;
  const line = (from: number, to: number, aside: number): MainRoad => ({
    class: "street",
    line: railLine(from, to, 60, aside),
  });
  return [
    line(-1785, west, RAILSIDE),
    line(-1785, -420, -RAILSIDE),
    line(-180, west, -RAILSIDE),
    line(east, 1795, RAILSIDE),
    line(east, 1795, -RAILSIDE),
  ];
}
