import type { Point2 } from "../../model/city-model.ts";
import { HALF_SIDE, type Landform } from "./landform.ts";
import type { EdgeKind } from "./planar-graph.ts";

/** A stretch of the end of the land; land lies on its left. */
export interface Shore {
  readonly kind: EdgeKind;
  readonly line: readonly Point2[];
}

/** Where the shore meets the map's west and east side. */
const WEST_SHORE = -760;
const EAST_SHORE = -1030;
const MOUTH = -1050;

const BEACH: readonly Point2[] = [
  [-HALF_SIDE, WEST_SHORE],
  [-1975, -880],
  [-1900, -980],
  [-1790, -1060],
  [-1650, -1120],
];

const CAPE: readonly Point2[] = [
  [-1650, -1120],
  [-1520, -1190],
  [-1380, -1215],
  [-1230, -1180],
  [-1110, -1110],
  [-1000, -1010],
];

/** Marina, ferry pier, fishing pier: straight quays. */
const WEST_QUAYS: readonly Point2[] = [
  [-1000, -1010],
  [-900, -1012],
  [-893, -962],
  [-750, -966],
  [-742, -1018],
  [-520, -1030],
  [-515, -1190],
  [-425, -1192],
  [-420, -1033],
  [-140, -1040],
  [-135, -1165],
  [-50, -1165],
  [-45, -1042],
  [150, -1046],
];

/** Container and bulk terminals. */
const EAST_QUAYS: readonly Point2[] = [
  [470, -1290],
  [1040, -1300],
  [1050, -1215],
  [1180, -1217],
  [1190, -1304],
  [1650, -1312],
  [1790, -1180],
  [1880, -1070],
  [HALF_SIDE, EAST_SHORE],
];

/** The shore from the map's west side to its east side, the river's banks, and the map's sides. */
export function coastOf(landform: Landform): Shore[] {
  const bank = (side: -1 | 1): Point2[] => {
    const line: Point2[] = [];
    for (let north = MOUTH; north <= HALF_SIDE; north += (HALF_SIDE - MOUTH) / 61) {
      const { east, half } = landform.riverAt(north);
      line.push([east + side * half, north > HALF_SIDE - 1 ? HALF_SIDE : north]);
    }
    return line;
  };
  const west = bank(-1);
  const east = bank(1);
  const [mouthWest, mouthEast] = [west[0] as Point2, east[0] as Point2];
  const [topWest, topEast] = [west.at(-1) as Point2, east.at(-1) as Point2];
  return [
    { kind: "beach", line: BEACH },
    { kind: "rocks", line: CAPE },
    { kind: "quay", line: [...WEST_QUAYS, mouthWest] },
    { kind: "bank", line: west },
    { kind: "bank", line: [...east].reverse() },
    { kind: "quay", line: [mouthEast, ...EAST_QUAYS] },
    { kind: "edge", line: side([HALF_SIDE, EAST_SHORE], [HALF_SIDE, HALF_SIDE]) },
    { kind: "edge", line: side([HALF_SIDE, HALF_SIDE], topEast) },
    { kind: "edge", line: side(topWest, [-HALF_SIDE, HALF_SIDE]) },
    { kind: "edge", line: side([-HALF_SIDE, HALF_SIDE], [-HALF_SIDE, WEST_SHORE]) },
  ];
}

/** A side of the map, with a point at least every 100 m. */
function side(a: Point2, b: Point2): Point2[] {
  const steps = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 100);
  return Array.from({ length: steps + 1 }, (_, i) => [
    a[0] + ((b[0] - a[0]) * i) / steps,
    a[1] + ((b[1] - a[1]) * i) / steps,
  ]);
}
