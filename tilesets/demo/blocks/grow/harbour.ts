import type { Rgb } from "../../../model/city-model.ts";
import type { Box } from "../shape/box.ts";
import type { PartDraft } from "../site/building-draft.ts";
import { lookOf, plainLook, topBox } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";
import { subdivide } from "../site/subdivide.ts";
import { growLandmark } from "./harbour-landmark.ts";
import { paintWide } from "./open-ground.ts";
import { reserveGround } from "./reserve-ground.ts";

const CONTAINERS: readonly Rgb[] = [
  [150, 92, 74],
  [88, 110, 130],
  [98, 122, 108],
  [168, 164, 154],
  [132, 118, 98],
  [110, 114, 120],
];
/** Stacks in a lane. */
const LANE = 5;
const CRANE: Rgb = [176, 104, 84];

/** Quays with warehouses, container stacks and cranes. */
export function growHarbour(site: Site): void {
  const { random, programme, block } = site;
  const landmark = programme.harbour.get(block.id);
  const cells = landmark ? growLandmark(site, landmark) : reserveGround(site);
  const containers = programme.containers.has(block.id);
  for (const plot of subdivide(site, cells, {
    area: containers ? 9000 : 2600,
    front: 12,
    depth: 55,
  })) {
    if (containers && plot.area > 1600) growContainers(site, plot);
    else if (!growWarehouse(site, plot)) paintWide(site, plot.cell, "concrete", 60);
    else if (plot.area > 2000 && random.chance(0.2)) plantCorner(site, plot);
  }
}

/** Long sheds, some of them of old brick. */
function growWarehouse(site: Site, plot: Plot): boolean {
  const { random } = site;
  const room = plot.box(4, 2.5, 9)?.lengthwise;
  if (!room) return false;
  const brick = random.chance(0.22);
  const look = brick
    ? lookOf("wall-industry", "brick", "tile", random)
    : lookOf("wall-industry", "industry", "metal", random);
  const rows = room.depth > 46 ? 2 : 1;
  const deep = Math.min(28, (room.depth - (rows - 1) * 8) / rows);
  const count = room.width > 60 ? 2 : 1;
  const wide = Math.min(70, (room.width - (count - 1) * 6) / count);
  const roof = brick ? "gable" : random.pick(["barrel", "gable", "gable", "flat"] as const);
  const rise = roof === "barrel" ? deep * 0.2 : deep * (brick ? 0.3 : 0.12);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < count; i++) {
      const box = room.part(i * (wide + 6), row * (deep + 8), wide, deep);
      const eaves = random.between(brick ? 7 : 6, brick ? 8 : 10);
      const part: PartDraft = {
        footprint: box.ring,
        floors: brick ? 2 : 1,
        eaves,
        roof,
        rise,
        ...look,
      };
      site.build({ use: "warehouse", parts: [part] });
    }
  }
  site.paint(plot.cell, "concrete");
  return true;
}

/** Stacks of containers in lanes, and a crane over them. */
function growContainers(site: Site, plot: Plot): void {
  const room = plot.box(6, 5, 24)?.lengthwise;
  if (!room) {
    site.paint(plot.cell, "concrete");
    return;
  }
  paintWide(site, plot.cell, "concrete", 60);
  const cranes = Math.max(1, Math.floor(room.width / 110));
  const quay = 20;
  for (let i = 0; i < cranes; i++) {
    const x = (room.width / cranes) * (i + 0.5) - 9;
    growCrane(site, room.part(x, 0, 18, Math.min(quay - 4, room.depth)));
  }
  for (let y = quay; y + 7.5 <= room.depth; y += 15) {
    for (let x = 0; x + 12.2 <= room.width; x += 13.4 * LANE + 8) {
      growLane(site, room.part(x, y, Math.min(13.4 * LANE, room.width - x), 7.5));
    }
  }
}

/** Stacks in a lane, three rows of containers each, one to four high. */
function growLane(site: Site, box: Box): void {
  const { random } = site;
  const parts: PartDraft[] = [];
  for (let x = 0; x + 12.2 <= box.width; x += 13.4) {
    if (random.chance(0.22)) continue;
    for (let row = 0; row < 3; row++) {
      const footprint = box.part(x, row * 2.5, 12.2, 2.44).ring;
      const eaves = (1 + random.below(4)) * 2.6;
      const look = plainLook(random.pick(CONTAINERS));
      parts.push({ footprint, floors: 0, eaves, roof: "flat", ...look });
    }
  }
  const name = { en: "Containers", ja: "コンテナ" };
  if (parts.length > 0) site.build({ use: "utility", name, parts });
}

/** A gantry: four legs, a bridge between them, a beam along it. */
function growCrane(site: Site, box: Box): void {
  const look = plainLook(CRANE);
  const leg = (x: number, y: number): PartDraft => {
    const footprint = box.part(x, y, 1.4, 1.4).ring;
    return { footprint, floors: 0, eaves: 30, roof: "flat", ...look };
  };
  const [right, back] = [box.width - 1.4, box.depth - 1.4];
  const parts = [leg(0, 0), leg(right, 0), leg(0, back), leg(right, back)];
  parts.push(topBox(box.part(0, 0, 1.4, box.depth).ring, 12, 1.6, look));
  parts.push(topBox(box.part(right, 0, 1.4, box.depth).ring, 12, 1.6, look));
  const beam = box.part(box.width / 2 - 1.6, 0, 3.2, box.depth);
  parts.push(topBox(box.part(0, 0, box.width, 1.4).ring, 28.5, 1.5, look));
  parts.push(topBox(box.part(0, back, box.width, 1.4).ring, 28.5, 1.5, look));
  parts.push(topBox(beam.ring, 30, 2.6, look));
  parts.push(
    topBox(
      box.part(box.width / 2 - 2.5, back - 5, 5, 5).ring,
      32.6,
      3.4,
      plainLook([206, 204, 198]),
    ),
  );
  parts.push(topBox(box.part(box.width / 2 - 0.5, 2, 1, 1).ring, 32.6, 12, look));
  site.build({ use: "utility", name: { en: "Harbour crane", ja: "港湾クレーン" }, parts });
}

function plantCorner(site: Site, plot: Plot): void {
  const front = plot.front;
  if (!front) return;
  const inward = [-front.across[1] * 1.8, front.across[0] * 1.8] as const;
  site.plant([front.middle[0] + inward[0], front.middle[1] + inward[1]], "round", 6);
}
