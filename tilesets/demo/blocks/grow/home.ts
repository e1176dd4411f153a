import type { RoofShape } from "../../../model/city-model.ts";
import type { Box } from "../shape/box.ts";
import type { PartDraft } from "../site/building-draft.ts";
import { type Look, lookOf } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";

const STOREY = 2.85;

/** A house of two storeys or so with its yard and, where there is room, a garden behind. */
export function growHome(site: Site, plot: Plot): void {
  const { random, block } = site;
  const dense = block.zone === "dense-residential" || block.density > 0.6;
  const fromStreet = random.between(dense ? 0.6 : 1.2, dense ? 1.8 : 3);
  const room = plot.box(fromStreet, random.between(0.55, dense ? 0.8 : 1.1), 4.2);
  const box = room && houseBox(site, room);
  if (!box) {
    site.paint(plot.cell, random.chance(0.5) ? "grass" : "yard");
    return;
  }
  const floors = random.chance(0.1) ? 1 : random.chance(dense ? 0.28 : 0.05) ? 3 : 2;
  const building = site.build({ use: "home", parts: houseParts(site, box, floors) });
  buildBehind(site, room, box);
  paintYard(site, plot, box);
  if (building) plantGarden(site, plot);
}

/** On a deep plot another house behind the first, or a shed. */
function buildBehind(site: Site, room: Box, first: Box): void {
  const { random } = site;
  const from = first.depth + random.between(1.6, 3.2);
  const behind = room.part(0, from, room.width, room.depth - from);
  if (behind.depth > 7 && behind.width > 6 && random.chance(0.5)) {
    site.build({ use: "home", parts: houseParts(site, houseBox(site, behind), 2) });
  } else if (behind.depth > 2.4 && behind.width > 3 && random.chance(0.1)) {
    const shed = behind.part(0, 0, Math.min(3.2, behind.width), 2.4);
    const look = lookOf("wall-plain", "timber", "metal", random);
    const part = {
      footprint: shed.ring,
      floors: 1,
      eaves: 2.5,
      rise: 0.5,
      roof: "shed",
      ...look,
    } as const;
    site.build({ use: "utility", parts: [part] });
  }
}

/** The house within its room: not all of it, and near the street. */
function houseBox(site: Site, room: Box): Box {
  const { random } = site;
  const width = Math.min(room.width, random.between(7, 11.5));
  const depth = Math.min(room.depth, random.between(7, 11));
  return room.part((room.width - width) * random.between(0, 1), 0, width, depth);
}

/** A main part and, mostly, a lower wing. */
function houseParts(site: Site, box: Box, floors: number): PartDraft[] {
  const { random } = site;
  const modern = random.chance(0.16);
  const roof: RoofShape = modern
    ? random.pick<RoofShape>(["flat", "shed", "flat"])
    : random.pick<RoofShape>(["gable", "gable", "hip"]);
  const tiles = random.chance(0.72) ? "tile" : random.chance(0.5) ? "slate" : "metal";
  const look = lookOf("wall-home", "home", modern ? "flat" : tiles, random);
  const winged = box.width > 6.5 && box.depth > 6.5 && random.chance(0.6);
  if (!winged) return [housePart(box, floors, roof, look, random.between(0.38, 0.55))];
  const deep = box.depth * random.between(0.58, 0.72);
  const wide = box.width * random.between(0.42, 0.62);
  const x = random.chance(0.5) ? 0 : box.width - wide;
  const main = box.part(0, box.depth - deep, box.width, deep);
  const wing = box.part(x, 0, wide, box.depth - deep + 0.4);
  const slope = random.between(0.38, 0.55);
  return [
    housePart(main, floors, roof, look, slope),
    housePart(wing, Math.max(1, floors - 1), roof === "hip" ? "hip" : "shed", look, slope * 0.6),
  ];
}

function housePart(
  box: Box,
  floors: number,
  roof: RoofShape,
  look: Look,
  slope: number,
): PartDraft {
  const eaves = floors * STOREY + 0.45;
  const rise = Math.min(box.width, box.depth) * 0.5 * slope * (roof === "shed" ? 0.7 : 1);
  return { footprint: box.ring, floors, eaves, roof, rise, ...look };
}

/** Paving in front and beside, a garden behind where the plot is deep enough. */
function paintYard(site: Site, plot: Plot, box: Box): void {
  const front = site.random.pick(["yard", "yard", "concrete", "earth"] as const);
  const from = box.at(0, box.depth * 0.9);
  const { left, right } = site.cells.cut(plot.cell, from, box.across);
  for (const cell of right) site.paint(cell, front);
  for (const cell of left) {
    site.paint(cell, site.plot(cell).area > 25 && site.random.chance(0.75) ? "grass" : front);
  }
}

function plantGarden(site: Site, plot: Plot): void {
  const { random } = site;
  const count = plot.area > 220 ? 2 : random.chance(0.55) ? 1 : 0;
  const middle = plot.middle;
  for (let i = 0; i < count; i++) {
    const corner = random.pick(plot.ring);
    const share = random.between(0.12, 0.25);
    const at = [
      corner[0] + (middle[0] - corner[0]) * share,
      corner[1] + (middle[1] - corner[1]) * share,
    ] as const;
    site.plant(at, random.pick(["round", "round", "pine", "cone"]), random.between(2.8, 5.8), 0.9);
  }
}
