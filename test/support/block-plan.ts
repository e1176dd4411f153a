import { CityPlane } from "../../shared/city-plane.ts";
import { Random } from "../../shared/random.ts";
import type { Block, BlockZone, GroundPlan, GrownRoad } from "../../tilesets/demo/ground-plan.ts";
import type { Point2, Point3 } from "../../tilesets/model/city-model.ts";

const COLUMNS = 16;
const ROWS = 14;
const STEP = 84;
/** The column of the grid that the river takes. */
const RIVER = 10;
const EMPTY = { type: "FeatureCollection" as const, features: [] };

/** Zones of the blocks row by row from the south, repeated; every zone there is occurs. */
const ZONES: readonly BlockZone[] = [
  "harbour",
  "harbour",
  "industry",
  "industry",
  "commercial",
  "core",
  "core",
  "station",
  "core",
  "mixed",
  "hospital",
  "civic",
  "dense-residential",
  "dense-residential",
  "school",
  "residential",
  "park",
  "residential",
  "shrine",
  "parking",
  "residential",
  "village",
  "farm",
  "green",
];

/** Rolling ground, below the sea in the river's bed. */
function heightAt(east: number, north: number): number {
  if (isWater(east, north)) return -3;
  return 5 + north * 0.02 + 2 * Math.sin(east / 150) * Math.cos(north / 170);
}

function isWater(east: number, _north: number): boolean {
  return east > (RIVER + 0.2) * STEP && east < (RIVER + 0.8) * STEP;
}

/** A town of crooked blocks on both sides of a river: enough of a plan to fill, quick to make. */
export function makeBlockPlan(seed = 1): GroundPlan {
  const random = new Random(`block-plan:${seed}`);
  const nodes: Point2[][] = Array.from({ length: ROWS + 1 }, (_, row) =>
    Array.from({ length: COLUMNS + 1 }, (_, column): Point2 => {
      const sway = column === RIVER || column === RIVER + 1 ? 3 : 11;
      return [
        column * STEP + random.between(-sway, sway),
        row * STEP * 0.8 + random.between(-11, 11),
      ];
    }),
  );
  const node = (column: number, row: number) => nodes[row]?.[column] as Point2;
  const roads = makeRoads(node);
  const plane = new CityPlane({ longitude: 137.6, latitude: 34.55, height: 38.5 });
  const east = COLUMNS * STEP;
  const north = ROWS * STEP * 0.8;
  const town = { id: "district:east", name: { en: "Higashi", ja: "東" } };
  const west = { id: "district:west", name: { en: "Nishi", ja: "西" } };
  const half = (RIVER + 0.5) * STEP;
  return {
    plane,
    bounds: [-20, -20, east + 20, north + 20],
    blocks: makeBlocks(node, random),
    districts: [
      {
        ...west,
        ring: [
          [-20, -20],
          [half, -20],
          [half, north + 20],
          [-20, north + 20],
        ],
      },
      {
        ...town,
        ring: [
          [half, -20],
          [east + 20, -20],
          [east + 20, north + 20],
          [half, north + 20],
        ],
      },
    ],
    villages: Array.from({ length: 9 }, (_, i) => {
      const x = i * STEP;
      const ring: Point2[] = [
        [x, north - 130],
        [x + 70, north - 130],
        [x + 70, north],
        [x, north],
      ];
      return { id: `village:${i + 1}`, name: { en: `Sato ${i + 1}`, ja: `里${i + 1}` }, ring };
    }),
    roads,
    stations: [
      {
        id: "station:1",
        name: { en: "Hamatsuki", ja: "浜月" },
        at: [5 * STEP, 4 * STEP, 13],
        headingDegrees: 80,
      },
      {
        id: "station:2",
        name: { en: "Kawabe", ja: "川辺" },
        at: [12 * STEP, 4 * STEP, 13],
        headingDegrees: 80,
      },
    ],
    patches: [],
    networks: { roads: EMPTY, rail: EMPTY, buses: EMPTY, footways: EMPTY },
    keepOut: [
      [
        [-20, 4.1 * STEP - 7],
        [east + 20, 4.3 * STEP - 7],
        [east + 20, 4.3 * STEP + 7],
        [-20, 4.1 * STEP + 7],
      ],
    ],
    heightAt,
    isWater,
  };
}

type NodeAt = (column: number, row: number) => Point2;

/** One road along every line of the grid; those across the river are bridges. */
function makeRoads(node: NodeAt): GrownRoad[] {
  const roads: GrownRoad[] = [];
  for (let row = 0; row <= ROWS; row++) {
    for (let column = 0; column <= COLUMNS; column++) {
      if (column < COLUMNS)
        roads.push(makeRoad(node, [column, row], [column + 1, row], row % 4 === 2));
      if (row < ROWS)
        roads.push(makeRoad(node, [column, row], [column, row + 1], column % 5 === 2));
    }
  }
  return roads;
}

function makeRoad(
  node: NodeAt,
  from: readonly [number, number],
  to: readonly [number, number],
  big: boolean,
): GrownRoad {
  const bridge = from[0] === RIVER && to[0] === RIVER + 1;
  const raised = (point: Point2): Point3 => [point[0], point[1], Math.max(4, heightAt(...point))];
  return {
    id: `road:${from.join("-")}:${to.join("-")}`,
    class: big ? "arterial" : "street",
    from: `junction:${from.join("-")}`,
    to: `junction:${to.join("-")}`,
    line: [raised(node(...from)), raised(node(...to))],
    width: 6,
    pavement: 2.5,
    trimFrom: 7,
    trimTo: 7,
    bridge,
  };
}

function makeBlocks(node: NodeAt, random: Random): Block[] {
  const blocks: Block[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      if (column === RIVER) continue;
      const zone =
        row >= ROWS - 2 ? "village" : (ZONES[(row * 7 + column) % ZONES.length] as BlockZone);
      blocks.push(makeBlock(node, column, row, zone, random));
    }
  }
  return blocks;
}

/** Four sides along four roads, moved in by half a road; now and then a corner cut out or a bent side. */
function makeBlock(
  node: NodeAt,
  column: number,
  row: number,
  zone: BlockZone,
  random: Random,
): Block {
  const corners = [
    node(column, row),
    node(column + 1, row),
    node(column + 1, row + 1),
    node(column, row + 1),
  ];
  const middle: Point2 = [
    corners.reduce((sum, [x]) => sum + x / 4, 0),
    corners.reduce((sum, [, y]) => sum + y / 4, 0),
  ];
  const inset = (point: Point2, share: number): Point2 => [
    point[0] + (middle[0] - point[0]) * share,
    point[1] + (middle[1] - point[1]) * share,
  ];
  const ids = [
    `road:${column}-${row}:${column + 1}-${row}`,
    `road:${column + 1}-${row}:${column + 1}-${row + 1}`,
    `road:${column}-${row + 1}:${column + 1}-${row + 1}`,
    `road:${column}-${row}:${column}-${row + 1}`,
  ];
  const ring: Point2[] = [];
  const roads: (string | undefined)[] = [];
  const bent = random.below(5);
  for (const [i, corner] of corners.entries()) {
    const here = inset(corner, 0.16);
    const next = inset(corners[(i + 1) % 4] as Point2, 0.16);
    ring.push(here);
    roads.push(ids[i]);
    if (i !== bent) continue;
    const half: Point2 = [(here[0] + next[0]) / 2, (here[1] + next[1]) / 2];
    ring.push(inset(half, random.between(0.05, 0.3)));
    roads.push(ids[i]);
  }
  const village = row >= ROWS - 2 && column < 9 ? { village: `village:${column + 1}` } : {};
  return {
    id: `block:${column}-${row}`,
    zone,
    district: column < RIVER ? "district:west" : "district:east",
    ...village,
    ring,
    heights: ring.map((point) => heightAt(...point)),
    frontage: ring.map(() => (row % 4 === 2 ? "arterial" : "street")),
    roads,
    density: Math.max(0, 1 - Math.hypot(column - 5, row - 5) / 9),
  };
}
