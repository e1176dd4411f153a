import type { Surface } from "../../../../shared/surface.ts";
import { boxAround } from "../shape/box.ts";
import { areaOf } from "../shape/ring.ts";
import type { PartDraft } from "../site/building-draft.ts";
import { plantGrove } from "../site/grove.ts";
import { lookOf, plainLook, prism } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";
import { subdivide } from "../site/subdivide.ts";
import { growHome } from "./home.ts";
import { paintWide } from "./open-ground.ts";
import { reserveGround } from "./reserve-ground.ts";

/** A hamlet: farmhouses with sheds, gardens and groves, houses in between. */
export function growVillage(site: Site): void {
  const { random } = site;
  for (const plot of subdivide(site, reserveGround(site), { area: 470, front: 10, depth: 24 })) {
    if (plot.area > 1600 || plot.frontage < 3) growField(site, plot, random.chance(0.2));
    else if (plot.area > 260 && random.chance(0.5) && growFarmhouse(site, plot)) continue;
    else if (random.chance(0.12)) growField(site, plot, false);
    else growHome(site, plot);
  }
}

/** Fields and paddies, a greenhouse or a farmhouse here and there. */
export function growFarm(site: Site): void {
  const { random } = site;
  for (const plot of subdivide(site, reserveGround(site), { area: 1900, front: 0, depth: 45 })) {
    const yard = plot.frontage > 14 && random.chance(0.16);
    if (yard && plot.area < 4000 && growFarmhouse(site, plot)) continue;
    growField(site, plot, random.chance(0.14));
  }
}

/** Grass and scattered trees, denser away from town. */
export function growGreen(site: Site): void {
  const { block } = site;
  for (const cell of reserveGround(site)) paintWide(site, cell, "grass", 28);
  const area = areaOf(block.ring);
  const spacing = area > 60_000 ? 24 : area > 15_000 ? 17 : 12;
  plantGrove(site, block.ring, {
    spacing,
    margin: 2,
    heights: [5, 12],
    shapes: ["round", "round", "pine", "cone"],
    share: 0.7,
  });
}

/** One field or paddy; some under glass. */
function growField(site: Site, plot: Plot, glass: boolean): void {
  const { random } = site;
  const flat = slopeOf(site, plot) < 0.05;
  const surface: Surface = flat && random.chance(0.55) ? "paddy" : "field";
  if (glass && flat && growGreenhouses(site, plot)) {
    paintWide(site, plot.cell, "earth", 40);
    return;
  }
  paintWide(site, plot.cell, random.chance(0.1) ? "grass" : surface, 40);
}

/** Metres of height for a metre of way across a plot. */
function slopeOf(site: Site, plot: Plot): number {
  const box = boxAround(plot.ring);
  const [low, high] = site.relief.span(plot.ring);
  return (high - low) / Math.max(1, box.depth);
}

function growGreenhouses(site: Site, plot: Plot): boolean {
  const room = plot.box(2, 2, 12)?.lengthwise;
  if (!room) return false;
  const look = { ...plainLook([222, 226, 224], [206, 214, 214]), roofing: "roof-glass" as const };
  const count = Math.min(5, Math.floor(room.depth / 8));
  for (let i = 0; i < count; i++) {
    const box = room.part(0, i * 8, Math.min(room.width, 42), 6.2);
    const part: PartDraft = {
      footprint: box.ring,
      floors: 1,
      eaves: 2.4,
      roof: "barrel",
      rise: 1.5,
      ...look,
    };
    site.build({ use: "farm", parts: [part] });
  }
  return count > 0;
}

/** A broad house under a big tiled roof, a shed beside it. */
function growFarmhouse(site: Site, plot: Plot): boolean {
  const { random } = site;
  const room = plot.box(3, 1.6, 8.5);
  if (!room) return false;
  const wide = Math.min(room.width, random.between(11, 16));
  const deep = Math.min(room.depth, random.between(8, 11));
  const house = room.part(
    (room.width - wide) * random.next(),
    Math.max(0, room.depth - deep - 2),
    wide,
    deep,
  );
  const look = lookOf("wall-home", random.chance(0.5) ? "timber" : "home", "tile", random);
  const floors = random.chance(0.45) ? 2 : 1;
  const roof = random.chance(0.6) ? "hip" : "gable";
  const parts: PartDraft[] = [{ ...prism(house.ring, floors, 3, look), roof, rise: deep * 0.3 }];
  const before = room.depth - deep - 4;
  if (before > 4.5 && room.width > 6) {
    const shed = room.part(0, 0, Math.min(8, room.width * 0.5), Math.min(5.5, before));
    const metal = lookOf("wall-industry", "timber", "metal", random);
    parts.push({ ...prism(shed.ring, 1, 3.1, metal), roof: "gable", rise: 1.1 });
  }
  if (!site.build({ use: "farm", floors, parts })) return false;
  const { left, right } = site.cells.cut(plot.cell, house.at(0, house.depth * 0.5), house.across);
  for (const cell of right) site.paint(cell, "earth");
  for (const cell of left) site.paint(cell, "grass");
  plantGrove(site, plot.ring, {
    spacing: 7,
    margin: 1.2,
    heights: [3.5, 9],
    shapes: ["round", "pine", "cone"],
    share: 0.35,
  });
  return true;
}
