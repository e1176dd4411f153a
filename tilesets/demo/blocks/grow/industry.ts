import { type Box, roundAbout } from "../shape/box.ts";
import type { PartDraft } from "../site/building-draft.ts";
import { plantGrove } from "../site/grove.ts";
import { lookOf, plainLook, prism, topBox } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";
import { subdivide } from "../site/subdivide.ts";
import { leaveOpen } from "./open-ground.ts";
import { reserveGround } from "./reserve-ground.ts";

/** Factories, tank farms and sheds on wide yards. */
export function growIndustry(site: Site): void {
  const { random } = site;
  for (const plot of subdivide(site, reserveGround(site), { area: 3000, front: 14, depth: 60 })) {
    const grown =
      plot.area > 2200 && random.chance(0.16) ? growTanks(site, plot) : growFactory(site, plot);
    if (!grown) leaveOpen(site, plot);
  }
}

/** A hall, an office in front of it, now and then a stack. */
function growFactory(site: Site, plot: Plot): boolean {
  const { random } = site;
  const room = plot.box(5, 2.5, 9);
  if (!room) return false;
  const office = room.depth > 26 && room.width > 20;
  const hall = room.part(0, office ? 13 : 0, room.width, room.depth - (office ? 13 : 0));
  for (const bay of bays(site, hall)) site.build({ use: "industry", parts: hallParts(site, bay) });
  if (office) {
    const wide = Math.min(room.width * 0.5, 26);
    const box = room.part(room.width * random.between(0, 0.45), 0, wide, 10);
    const floors = 2 + random.below(2);
    const parts = [prism(box.ring, floors, 3.6, lookOf("wall-office", "office", "flat", random))];
    site.build({ use: "office", parts });
  }
  paintYard(site, plot);
  return true;
}

/** A hall is not endless: one to three beside each other. */
function bays(site: Site, hall: Box): Box[] {
  const long = hall.lengthwise;
  const count = long.width > 70 ? 2 + site.random.below(2) : 1;
  const gap = 5;
  const wide = Math.min(85, (long.width - gap * (count - 1)) / count);
  const deep = Math.min(long.depth, 52);
  return Array.from({ length: count }, (_, i) => {
    const share = i === 0 ? 1 : site.random.between(0.75, 1);
    return long.part(i * (wide + gap), (long.depth - deep) / 2, wide, deep * share);
  });
}

function hallParts(site: Site, box: Box): PartDraft[] {
  const { random } = site;
  const look = lookOf("wall-industry", "industry", random.chance(0.7) ? "metal" : "flat", random);
  const eaves = random.between(6.5, 11.5);
  const span = Math.min(box.width, box.depth);
  const roof = random.pick(["gable", "sawtooth", "flat", "gable", "barrel"] as const);
  const rise = roof === "sawtooth" ? 3 : roof === "barrel" ? span * 0.16 : span * 0.1;
  const parts: PartDraft[] = [{ footprint: box.ring, floors: 1, eaves, roof, rise, ...look }];
  if (roof === "flat") {
    for (const x of [0.2, 0.55, 0.8]) {
      const vent = box.part(box.width * x, box.depth * random.between(0.2, 0.6), 3, 4);
      parts.push(topBox(vent.ring, eaves, 1.8, look));
    }
  }
  if (box.area > 900 && random.chance(0.3)) parts.push(stack(site, box));
  return parts;
}

/** A chimney at a hall's corner. */
function stack(site: Site, box: Box): PartDraft {
  const radius = site.random.between(1.2, 2);
  const footprint = roundAbout(box.at(box.width - 3, box.depth - 3), radius, 12);
  const look = plainLook(
    site.random.pick([
      [196, 192, 186],
      [174, 150, 136],
      [186, 190, 194],
    ] as const),
  );
  return { footprint, floors: 0, eaves: site.random.between(28, 52), roof: "flat", ...look };
}

/** Round tanks in rows within a low wall. */
function growTanks(site: Site, plot: Plot): boolean {
  const { random } = site;
  const room = plot.box(6, 5, 20);
  if (!room) return false;
  const radius = Math.min(random.between(6, 10), room.depth / 2 - 0.5);
  const step = radius * 2 + 4;
  const parts: PartDraft[] = [];
  for (let y = radius; y + radius <= room.depth; y += step) {
    for (let x = radius; x + radius <= room.width; x += step) {
      if (random.chance(0.12)) continue;
      const footprint = roundAbout(room.at(x, y), radius * random.between(0.85, 1), 16);
      const look = plainLook([222, 222, 216], [208, 208, 204]);
      const roof = random.chance(0.6) ? "dome" : "flat";
      const eaves = random.between(9, 14);
      parts.push({ footprint, floors: 0, eaves, rise: radius * 0.28, roof, ...look });
    }
  }
  const name = { en: "Tank farm", ja: "タンクヤード" };
  if (parts.length === 0 || !site.build({ use: "utility", name, parts })) return false;
  site.paint(plot.cell, "concrete");
  return true;
}

/** Yard all round, with a green strip of trees where the plot is large. */
function paintYard(site: Site, plot: Plot): void {
  site.paint(plot.cell, site.random.pick(["yard", "concrete", "yard"] as const));
  if (plot.area < 1500) return;
  const open = plot.box(4.5, 4.5, 4);
  plantGrove(site, plot.ring, {
    spacing: 9,
    margin: 1.2,
    heights: [4, 7.5],
    shapes: ["round", "cone"],
    share: 0.6,
    open: open ? [open.ring] : [],
  });
}
