import type { Point2, Ring } from "../../../model/city-model.ts";
import { Box, roundAbout } from "../shape/box.ts";
import type { Cell } from "../shape/cell-complex.ts";
import { holds } from "../shape/ring.ts";
import { between, unit } from "../shape/vector.ts";
import type { PartDraft } from "../site/building-draft.ts";
import { plantRow } from "../site/grove.ts";
import { lookOf, plainLook, prism, topBox } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { HarbourLandmark } from "../site/programme.ts";
import type { Site } from "../site/site.ts";
import { subdivide } from "../site/subdivide.ts";

/** Grows what the harbour is known by; what is left of the block to grow on. */
export function growLandmark(site: Site, landmark: HarbourLandmark): readonly Cell[] {
  const cells = [...site.ground].sort((a, b) => site.plot(b).area - site.plot(a).area);
  const [first, ...others] = cells;
  if (!first) return cells;
  if (landmark === "lighthouse") return [...growLighthouse(site, first), ...others];
  const room = (plot: Plot) => plot.box(10, 4, 14)?.area ?? 0;
  const plots = subdivide(site, cells, { area: 6500, front: 0, depth: 70 });
  const [best, ...rest] = plots.sort((a, b) => room(b) - room(a));
  if (!best) return cells;
  const grown = landmark === "ferry" ? growFerryTerminal(site, best) : growMarket(site, best);
  return [...(grown ? [] : [best]), ...rest].map(({ cell }) => cell);
}

/** At the seaward end, on a small paved square. */
function growLighthouse(site: Site, cell: Cell): readonly Cell[] {
  const ring = site.plot(cell).ring;
  const seaward = [...ring].sort((a, b) => a[1] - b[1])[0] as Point2;
  const square = squareNear(ring, seaward, site.plot(cell).middle, 15);
  if (!square) return [cell];
  const { inside, outside } = site.lay(cell, square);
  for (const part of inside) site.paint(part, "plaza");
  site.build({
    use: "utility",
    name: { en: "Hamatsuki Lighthouse", ja: "浜月灯台" },
    floors: 1,
    parts: lighthouseParts(site, square),
  });
  return outside;
}

/** A square in a ring, as near to one of its corners as it fits. */
function squareNear(ring: Ring, from: Point2, to: Point2, size: number): Box | undefined {
  const way = between(from, to);
  const across = unit(way);
  for (let share = 0.02; share <= 1; share += 0.02) {
    const at: Point2 = [from[0] + way[0] * share, from[1] + way[1] * share];
    const square = new Box(at, across, size, size).part(-size / 2, -size / 2, size, size);
    if (square.ring.every((point) => holds(ring, point))) return square;
  }
  return undefined;
}

/** A round tower that tapers, with its keeper's house. */
function lighthouseParts(site: Site, box: Box): PartDraft[] {
  const white = plainLook([240, 238, 232]);
  const [x, y] = [box.width / 2, box.depth / 2];
  const ring = (radius: number) => roundAbout(box.at(x, y), radius, 16);
  const house = lookOf("wall-public", "public", "flat", site.random);
  const lantern = plainLook([150, 164, 170], [150, 84, 70]);
  return [
    prism(box.part(x - 4.5, y - 4.5, 9, 9).ring, 1, 3.6, house),
    topBox(ring(2.9), 4, 9, white),
    topBox(ring(2.4), 13, 8, white),
    topBox(ring(3), 21, 0.5, plainLook([120, 124, 128])),
    { ...topBox(ring(1.5), 21.5, 3.2, lantern), roof: "dome", rise: 1.3 },
  ];
}

/** A long hall under a vault with a clock tower, a square with trees before it. */
function growFerryTerminal(site: Site, plot: Plot): boolean {
  const room = plot.box(12, 4, 14);
  if (!room) return false;
  const deep = Math.min(20, room.depth);
  const wide = Math.min(64, room.width);
  const hall = room.part((room.width - wide) / 2, room.depth - deep, wide, deep);
  const look = lookOf("wall-public", "public", "metal", site.random);
  const glass = { ...look, roofing: "roof-glass" as const };
  const tower = hall.part(hall.width * 0.12, -3, 5, 5);
  const parts: PartDraft[] = [
    { ...prism(hall.ring, 2, 4.4, glass), roof: "barrel", rise: deep * 0.2 },
    { ...prism(tower.ring, 0, 1, look), eaves: 22, roof: "pyramid", rise: 4 },
  ];
  const name = { en: "Hamatsuki Ferry Terminal", ja: "浜月フェリーターミナル" };
  if (!site.build({ use: "station", name, floors: 2, parts })) return false;
  site.paint(plot.cell, "plaza");
  plantRow(site, hall.at(3, -8), hall.at(hall.width - 3, -8), 10, "pine", [5, 7]);
  return true;
}

/** The fish market: one broad hall under a saw-tooth roof, an office at its end. */
function growMarket(site: Site, plot: Plot): boolean {
  const room = plot.box(8, 4, 20)?.lengthwise;
  if (!room) return false;
  const hall = room.part(0, 0, Math.min(92, room.width) - 12, Math.min(40, room.depth));
  const office = room.part(hall.width - 0.3, 0, 12, Math.min(16, room.depth));
  const look = lookOf("wall-industry", "industry", "metal", site.random);
  const parts: PartDraft[] = [
    { ...prism(hall.ring, 1, 8, look), roof: "sawtooth", rise: 3.2 },
    prism(office.ring, 3, 3.6, lookOf("wall-office", "office", "flat", site.random)),
  ];
  const name = { en: "Hamatsuki Fish Market", ja: "浜月魚市場" };
  if (!site.build({ use: "shop", name, floors: 3, parts })) return false;
  site.paint(plot.cell, "concrete");
  return true;
}
