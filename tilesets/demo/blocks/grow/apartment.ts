import type { Box } from "../shape/box.ts";
import type { PartDraft } from "../site/building-draft.ts";
import { lookOf, prism, topBox } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";

const STOREY = 3;

/** A slab of flats with balconies; smaller plots get a block of a few storeys. False where it has no room. */
export function growApartment(site: Site, plot: Plot, floors: number): boolean {
  const room = plot.box(2.2, 1.4, 8);
  if (!room) return false;
  const box = slabIn(room);
  const building = site.build({ use: "apartment", parts: slabParts(site, box, floors) });
  if (!building) return false;
  paintGrounds(site, plot, box);
  return true;
}

/** Not deeper than daylight reaches from both sides. */
function slabIn(room: Box): Box {
  const long = room.lengthwise;
  const depth = Math.min(long.depth, 13.5);
  const width = Math.min(long.width, 62);
  return long.part((long.width - width) / 2, (long.depth - depth) / 2, width, depth);
}

function slabParts(site: Site, box: Box, floors: number): PartDraft[] {
  const { random } = site;
  const look = lookOf("wall-apartment", "apartment", "flat", random);
  const top = floors * STOREY + 0.4;
  if (floors <= 3 && random.chance(0.5)) {
    const rise = box.depth * 0.22;
    const tiled = { ...look, ...lookRoof(site) };
    return [
      {
        ...prism(box.ring, floors, STOREY, tiled),
        roof: random.chance(0.5) ? "gable" : "hip",
        rise,
      },
    ];
  }
  const parts = [prism(box.ring, floors, STOREY, look)];
  if (floors > 9 && box.width > 24) {
    const step = box.width * random.between(0.25, 0.4);
    const lower = Math.round(floors * random.between(0.6, 0.8));
    const x = random.chance(0.5) ? 0 : step;
    parts.length = 0;
    parts.push(prism(box.part(x, 0, box.width - step, box.depth).ring, floors, STOREY, look));
    parts.push(
      prism(box.part(x === 0 ? box.width - step : 0, 0, step, box.depth).ring, lower, STOREY, look),
    );
  }
  // Stair and lift.
  const wide = Math.min(6, box.width * 0.25);
  const at = box.width * (floors > 9 ? 0.5 : 0.15);
  parts.push(topBox(box.part(at, box.depth * 0.3, wide, box.depth * 0.4).ring, top, 2.8, look));
  return parts;
}

function lookRoof(site: Site) {
  const { roofing, roofColor } = lookOf("wall-apartment", "apartment", "tile", site.random);
  return { roofing, roofColor };
}

/** Parking on the street's side, green behind. */
function paintGrounds(site: Site, plot: Plot, box: Box): void {
  const { left, right } = site.cells.cut(plot.cell, box.middle, box.across);
  for (const cell of right) site.paint(cell, "yard");
  for (const cell of left) site.paint(cell, plot.area > 500 ? "grass" : "yard");
  const count = Math.min(8, Math.floor(plot.area / 220));
  for (let i = 0; i < count; i++) {
    const x = box.width * site.random.between(-0.1, 1.1);
    const y = site.random.chance(0.7) ? box.depth + 3 : -3;
    site.plant(box.at(x, y), site.random.pick(["round", "cone"]), site.random.between(4, 8), 1.5);
  }
}
