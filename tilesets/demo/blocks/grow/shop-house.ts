import type { Ring } from "../../../model/city-model.ts";
import { areaOf } from "../shape/ring.ts";
import type { BuildingDraft, PartDraft } from "../site/building-draft.ts";
import { type Look, lookOf, prism, topBox } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";

const STOREY = 3.4;

/** A narrow building of a shopping street, wall to wall with its neighbours. False where it has no room. */
export function growShop(site: Site, plot: Plot, floors: number): boolean {
  const { random } = site;
  const room = plot.room(0.25, 0.12);
  if (!room || areaOf(room) < 24) return false;
  const pitched = floors <= 2 && random.chance(0.35);
  const box = pitched ? plot.box(0.25, 0.12, 4) : undefined;
  const look = lookOf("wall-shop", "shop", pitched ? "tile" : "flat", random);
  const parts: PartDraft[] = box
    ? [
        {
          ...prism(box.ring, floors, STOREY, look),
          roof: "gable",
          rise: Math.min(box.width, box.depth) * 0.22,
        },
      ]
    : flatParts(site, plot, room, floors, look);
  const use: BuildingDraft["use"] = floors > 4 && random.chance(0.55) ? "office" : "shop";
  const walls = use === "office" ? "wall-office" : random.chance(0.2) ? "wall-home" : "wall-shop";
  const building = site.build({ use, parts: parts.map((part) => ({ ...part, wall: walls })) });
  if (!building) return false;
  site.paint(plot.cell, "plaza");
  return true;
}

/** The plot built over; higher ones step back at the top and carry a plant room. */
function flatParts(site: Site, plot: Plot, room: Ring, floors: number, look: Look): PartDraft[] {
  const parts = [prism(room, floors, STOREY, look)];
  const box = plot.box(2.2, 0.9, 3.5);
  if (!box || floors < 3) return parts;
  const { random } = site;
  const top = floors * STOREY + 0.4;
  if (random.chance(0.3)) {
    parts.push({ ...topBox(box.ring, top, STOREY, look), floors: 1 });
  } else {
    const [wide, deep] = [
      box.width * random.between(0.3, 0.5),
      box.depth * random.between(0.25, 0.4),
    ];
    parts.push(topBox(box.part(box.width * 0.2, box.depth * 0.5, wide, deep).ring, top, 2.4, look));
  }
  return parts;
}
