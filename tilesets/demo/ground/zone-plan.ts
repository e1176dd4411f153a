import type { Point2 } from "../../model/city-model.ts";
import type { BlockZone } from "../ground-plan.ts";
import { distance } from "./polygon.ts";

/** Land that is not built on: its own patches of ground, no blocks. */
export type OpenLand = "woods" | "meadow" | "sand" | "paddy" | "strip";
export type LandUse = BlockZone | OpenLand;

export function isOpen(use: LandUse): use is OpenLand {
  return (
    use === "woods" || use === "meadow" || use === "sand" || use === "paddy" || use === "strip"
  );
}

/** Middle of a part of the city, and how far it reaches compared with its neighbours. */
type Seat = readonly [use: LandUse, east: number, north: number];

const SEATS: readonly Seat[] = [
  ["station", -300, 110],
  ["core", -300, -90],
  ["core", -150, 60],
  ["core", -480, 40],
  ["core", -430, 270],
  ["core", -160, 330],
  ["core", -170, -360],
  ["commercial", -440, -380],
  ["commercial", -500, -150],
  ["commercial", 60, -60],
  ["commercial", -420, 400],
  ["commercial", -170, -680],
  ["commercial", -500, -650],
  ["commercial", 70, -420],
  ["mixed", -850, 100],
  ["mixed", -850, -300],
  ["mixed", 100, 380],
  ["mixed", 70, -680],
  ["mixed", -850, -620],
  ["commercial", 640, 60],
  ["mixed", 620, 230],
  ["mixed", 680, -130],
  ["mixed", 1050, 380],
  ["dense-residential", -850, 330],
  ["dense-residential", -200, 680],
  ["dense-residential", 560, 420],
  ["dense-residential", -1250, -60],
  ["dense-residential", 1050, 60],
  ["dense-residential", -500, 650],
  ["dense-residential", 680, -380],
  ["dense-residential", -1180, 230],
  ["residential", -850, 560],
  ["residential", 100, 720],
  ["residential", -1200, 480],
  ["residential", -350, 980],
  ["residential", -720, 940],
  ["residential", 130, 1050],
  ["residential", 650, 730],
  ["residential", 1070, 740],
  ["residential", 1500, 430],
  ["residential", 1500, 100],
  ["residential", 1050, -80],
  ["residential", 620, 1050],
  ["residential", 1120, 1000],
  ["residential", 1450, 650],
  ["residential", -1640, 230],
  ["residential", -1250, -230],
  ["industry", 1100, -360],
  ["industry", 700, -640],
  ["industry", 1120, -620],
  ["industry", 1540, -330],
  ["industry", 1500, -560],
  ["industry", 750, -950],
  ["industry", 1150, -940],
  ["industry", 1500, -900],
  ["harbour", -470, -1020],
  ["harbour", -90, -1050],
  ["harbour", -820, -930],
  ["harbour", 700, -1230],
  ["harbour", 1400, -1230],
  ["commercial", -520, -860],
  ["commercial", -150, -880],
  ["harbour", 430, -1000],
  ["village", -1640, -90],
  ["residential", -1660, 60],
  ["woods", -1450, -640],
  ["sand", -1960, -860],
  ["woods", -1500, -1150],
  ["meadow", -1960, -400],
  ["woods", -1000, 1800],
  ["woods", 1000, 1850],
  ["woods", -1980, 1400],
  ["woods", 1700, 1500],
  ["woods", -300, 1500],
  ["paddy", -1950, 600],
  ["paddy", -1950, 60],
  ["meadow", 1950, 100],
  ["paddy", 1960, 700],
  ["meadow", 1900, -350],
  ["village", 1820, -690],
  ["meadow", 1900, -980],
  ["village", -1240, 1430],
  ["woods", -1020, 1180],
  ["village", 1200, 1560],
  ["woods", 1180, 1280],
  ["village", 170, 1390],
  ["village", 590, 1400],
  ["village", -1550, 680],
  ["farm", -1680, 500],
  ["farm", -1450, 860],
  ["farm", -1600, 800],
  ["farm", -1450, 480],
  ["village", -1170, 790],
  ["farm", -1260, 900],
  ["village", 1770, 850],
  ["farm", 1560, 960],
  ["farm", 1800, 960],
  ["farm", 1740, 680],
];

/** A whole block kept for one use, near a place: at least `area` square metres. */
export interface Site {
  readonly use: BlockZone;
  readonly at: Point2;
  readonly area: number;
}

export const SITES: readonly Site[] = [
  site("school", -880, 420, 15000),
  site("school", -390, 690, 15000),
  site("school", 140, 640, 14000),
  site("school", -860, -110, 15000),
  site("school", -820, -560, 14000),
  site("school", 660, 520, 15000),
  site("school", 1080, 500, 16000),
  site("school", 1480, 280, 15000),
  site("school", 1060, -100, 14000),
  site("school", -420, 1030, 14000),
  site("school", -1250, 360, 13000),
  site("hospital", -850, 210, 15000),
  site("hospital", 640, -60, 14000),
  site("civic", -400, -300, 9000),
  site("civic", 120, -140, 8000),
  site("civic", -150, -470, 8000),
  site("park", -180, -300, 16000),
  site("park", -850, 640, 14000),
  site("park", 110, 960, 12000),
  site("park", 1080, 690, 14000),
  site("park", 1500, -20, 14000),
  site("park", -1240, 120, 12000),
  site("park", -200, -900, 14000),
  site("park", 640, 300, 10000),
  site("park", -850, -380, 10000),
  site("park", 560, 980, 9000),
  site("park", 1120, 200, 10000),
  site("shrine", -520, 900, 9000),
  site("shrine", -1240, 560, 8000),
  site("shrine", 1000, 980, 8000),
  site("shrine", -1200, -290, 7000),
  site("shrine", -1260, 1500, 6000),
  site("shrine", 1250, 1620, 6000),
  site("parking", 20, 100, 6000),
  site("parking", -560, -330, 6000),
  site("parking", 1100, -250, 8000),
  site("parking", -640, -960, 8000),
  site("parking", 700, 830, 6000),
];

function site(use: BlockZone, east: number, north: number, area: number): Site {
  return { use, at: [east, north], area };
}

/** The use that is planned nearest to a place, of those seats that a piece of land has, or of all. */
export function plannedUse(at: Point2, seats: readonly Seat[]): LandUse {
  let best: Seat | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const seat of seats.length > 0 ? seats : SEATS) {
    const far = distance(at, [seat[1], seat[2]]);
    if (far < least) {
      least = far;
      best = seat;
    }
  }
  if (!best) throw new Error("ground: no use is planned");
  return best[0];
}

export function seatsWhere(inside: (at: Point2) => boolean): Seat[] {
  return SEATS.filter((seat) => inside([seat[1], seat[2]]));
}

/** How a zone is cut: metres of a block, and the roads within. */
export interface Grain {
  readonly width: number;
  readonly length: number;
  readonly lanes: boolean;
}

const GRAINS: Readonly<Partial<Record<LandUse, Grain>>> = {
  core: { width: 56, length: 84, lanes: false },
  commercial: { width: 46, length: 76, lanes: false },
  mixed: { width: 44, length: 76, lanes: true },
  "dense-residential": { width: 38, length: 66, lanes: true },
  residential: { width: 42, length: 76, lanes: true },
  village: { width: 62, length: 92, lanes: true },
  industry: { width: 115, length: 190, lanes: false },
  harbour: { width: 120, length: 220, lanes: false },
  farm: { width: 95, length: 150, lanes: true },
};

/** Undefined: never cut. */
export function grainOf(use: LandUse): Grain | undefined {
  return GRAINS[use];
}
