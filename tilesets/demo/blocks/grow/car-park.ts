import { Random } from "../../../../shared/random.ts";
import type { Point2, Point3, Rgb } from "../../../model/city-model.ts";
import type { CarPark } from "../place/record.ts";
import type { Box } from "../shape/box.ts";
import type { PartDraft } from "../site/building-draft.ts";
import { plantGrove, plantRow } from "../site/grove.ts";
import { plainLook } from "../site/look.ts";
import type { Front, Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";
import { layStalls, type Stall } from "./stalls.ts";

const STOREY = 3;
const CONCRETE: Rgb = [186, 184, 178];

/** A whole block as car park; beside the railway, where it is none, a strip of green. */
export function growCarParkBlock(site: Site): void {
  const wanted = site.programme.carParks.has(site.block.id);
  const cells = [...site.ground].sort((a, b) => site.plot(b).area - site.plot(a).area);
  for (const cell of cells) {
    const plot = site.plot(cell);
    if (wanted && growCarPark(site, plot, 1)) continue;
    site.paint(cell, site.random.chance(0.65) ? "grass" : "yard");
    const heights = [3, 5.5] as const;
    plantGrove(site, plot.ring, {
      spacing: 9,
      margin: 2,
      heights,
      shapes: ["round", "cone"],
      share: 0.5,
    });
  }
}

/** Asphalt with painted stalls, on decks where `storeys` is above 1. False, and untouched, without room. */
export function growCarPark(site: Site, plot: Plot, storeys: number): boolean {
  const front = driveway(site, plot);
  const room = front && plot.box(1.2, 1.2, 11);
  if (!front || !room) return false;
  const box = turned(room);
  // The stair takes its stalls on every level.
  const stalls = layStalls(box).filter(
    ({ box: { middle } }) => storeys === 1 || !nearStair(box, middle),
  );
  if (stalls.length < 10 || site.carParks.length > 0) return false;
  const height = levelOf(site, box);
  if (storeys > 1 && !buildDecks(site, box, storeys)) return false;
  const { inside, outside } = site.lay(plot.cell, box, height);
  for (const cell of inside) site.paint(cell, "road");
  for (const cell of outside) site.paint(cell, storeys > 1 ? "plaza" : "concrete");
  for (const stall of stalls) paintStall(site, stall, height);
  site.carParks.push(record(site, box, front, storeys, stalls, height));
  if (storeys === 1)
    plantRow(site, box.at(2, -0.6), box.at(box.width - 2, -0.6), 12, "round", [3.5, 5]);
  return true;
}

/** Rows of stalls along the longer side. */
function turned(room: Box): Box {
  const box = room.width >= room.depth ? room : room.lengthwise;
  return box.part(0, 0, Math.min(box.width, 90), Math.min(box.depth, 56));
}

/** The front where a drive may leave the road: a road long enough between its junctions. */
function driveway(site: Site, plot: Plot): Front | undefined {
  const fits = ({ length, road }: Front) => {
    const known = site.programme.roadsById.get(road);
    return length > 7 && known !== undefined && known.clear > 14 && !known.bridge;
  };
  return [...plot.fronts].filter(fits).sort((a, b) => b.length - a.length)[0];
}

function levelOf(site: Site, box: Box): number {
  const [low, high] = site.relief.span([...box.ring, box.middle]);
  return Math.round(((low + high) / 2) * 100) / 100;
}

/** Slabs on columns, open at the sides, with a stair. */
function buildDecks(site: Site, box: Box, storeys: number): boolean {
  const look = plainLook(CONCRETE);
  const parts: PartDraft[] = [];
  for (let storey = 1; storey < storeys; storey++) {
    const eaves = storey * STOREY;
    parts.push({
      footprint: box.ring,
      floors: 1,
      from: eaves - 0.35,
      eaves,
      roof: "flat",
      ...look,
    });
  }
  for (const x of [0.05, 0.5, 0.95]) {
    for (const y of [0.06, 0.94]) {
      const column = box.part(box.width * x - 0.4, box.depth * y - 0.4, 0.8, 0.8);
      parts.push({
        footprint: column.ring,
        floors: 0,
        eaves: (storeys - 1) * STOREY - 0.4,
        roof: "flat",
        ...look,
      });
    }
  }
  const stair = box.part(0, box.depth / 2 - 2.2, 3.2, 4.4);
  parts.push({
    footprint: stair.ring,
    floors: 0,
    eaves: storeys * STOREY + 0.6,
    roof: "flat",
    ...look,
  });
  const name = { en: "Car park", ja: "立体駐車場" };
  return site.build({ use: "utility", name, floors: storeys, parts }) !== undefined;
}

/** Lines at both sides of a stall. */
function paintStall(site: Site, stall: Stall, height: number): void {
  const { box } = stall;
  site.mark(box.part(-0.06, 0, 0.12, box.depth).ring, height);
  if (stall.last) site.mark(box.part(box.width - 0.06, 0, 0.12, box.depth).ring, height);
}

function record(
  site: Site,
  box: Box,
  front: Front,
  storeys: number,
  stalls: readonly Stall[],
  height: number,
): CarPark {
  const { block } = site;
  const random = new Random(`stalls:${block.id}`);
  const levels = Array.from({ length: storeys }, (_, level) => height + level * STOREY);
  const places = levels.flatMap((level) =>
    stalls.map(({ box: stall, headingDegrees }) => {
      // Some back in.
      const turn = random.chance(0.35) ? 180 : 0;
      const at: Point3 = [stall.middle[0], stall.middle[1], level];
      return { at, headingDegrees: (headingDegrees + turn) % 360 };
    }),
  );
  return {
    id: `parking:${block.id}`,
    district: block.district,
    ring: box.ring,
    height,
    road: front.road,
    drive: front.middle,
    storeys,
    stalls: places,
  };
}

function nearStair(box: Box, point: Point2): boolean {
  const stair = box.at(1.6, box.depth / 2);
  return Math.hypot(point[0] - stair[0], point[1] - stair[1]) < 5.5;
}
