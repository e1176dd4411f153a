import type { Surface } from "../../../../shared/surface.ts";
import type { Ring } from "../../../model/city-model.ts";
import { type Box, boxAround, roundAbout } from "../shape/box.ts";
import type { Cell } from "../shape/cell-complex.ts";
import { areaOf, distanceToEdge, holds } from "../shape/ring.ts";
import { plantGrove } from "../site/grove.ts";
import { lookOf, prism } from "../site/look.ts";
import type { Site } from "../site/site.ts";
import { paintWide } from "./open-ground.ts";
import { reserveGround } from "./reserve-ground.ts";

/** Lawns and groves between paths, with a pond or a court where there is room. */
export function growPark(site: Site): void {
  const { random, block } = site;
  const box = boxAround(block.ring);
  const whole = areaOf(block.ring);
  const open: Ring[] = [];
  let cells = [...reserveGround(site)];
  if (whole > 5000) {
    const pond = roundAbout(
      box.at(box.width * random.between(0.62, 0.7), box.depth * 0.6),
      Math.min(box.depth * 0.2, 26),
      14,
      random.between(0.7, 1),
    );
    cells = carveOut(site, cells, pond, "water", open, true);
    const court = box.part(
      box.width * 0.12,
      box.depth * 0.15,
      Math.min(34, box.width * 0.25),
      Math.min(22, box.depth * 0.3),
    );
    cells = carveOut(site, cells, court.ring, "court", open, false);
  }
  for (const path of paths(box, whole)) cells = carveOut(site, cells, path, "plaza", open, false);
  for (const cell of cells) paintWide(site, cell, "park", 45);
  if (whole > 1500) growPavilion(site, box, open);
  const share = whole > 20_000 ? 0.5 : 0.6;
  plantGrove(site, block.ring, {
    spacing: 9.5,
    margin: 2.2,
    heights: [5, 11],
    shapes: ["round", "round", "round", "cone", "pine"],
    share,
    open,
    clear: 2,
  });
  recordPark(site, whole);
}

/** One way along the middle and, in larger parks, one across. */
function paths(box: Box, whole: number): Ring[] {
  const wide = whole > 6000 ? 4 : 2.6;
  const lengthwise = box.part(-1, box.depth * 0.47, box.width + 2, wide).ring;
  if (whole < 1200) return [lengthwise];
  return [lengthwise, box.part(box.width * 0.46, -1, wide, box.depth + 2).ring];
}

/** Paints a convex ring's share of cells; what is left of them. A pond lies level, and only where it fits whole. */
function carveOut(
  site: Site,
  cells: readonly Cell[],
  ring: Ring,
  surface: Surface,
  open: Ring[],
  pond: boolean,
): Cell[] {
  if (pond && !ring.every((point) => fits(site, point))) return [...cells];
  const height = pond ? site.relief.span(ring)[0] - 0.25 : undefined;
  open.push(ring);
  return cells.flatMap((cell) => {
    const { inside, outside } = site.layRing(cell, ring, height);
    for (const part of inside) site.paint(part, surface);
    return outside;
  });
}

function fits(site: Site, point: readonly [number, number]): boolean {
  return holds(site.block.ring, point) && distanceToEdge(site.block.ring, point) > 4;
}

/** A roof on the lawn to rest under. */
function growPavilion(site: Site, box: Box, open: readonly Ring[]): void {
  const house = box.part(box.width * 0.3, box.depth * 0.7, 7, 6);
  const blocked = open.some((ring) => house.ring.some((point) => holds(ring, point)));
  if (blocked || !house.ring.every((point) => fits(site, point))) return;
  const look = lookOf("wall-plain", "timber", "tile", site.random);
  site.build({
    use: "public",
    parts: [{ ...prism(house.ring, 1, 3, look), roof: "hip", rise: 2 }],
  });
}

function recordPark(site: Site, whole: number): void {
  const { block, programme } = site;
  const name = programme.parks.get(block.id);
  if (!name) return;
  const [east, north] = boxAround(block.ring).middle;
  const at = [east, north, site.relief.at([east, north])] as const;
  const { ring, heights } = block;
  site.facilities.push({ type: "park", id: `park:${block.id}`, name, at, ring, heights });
  if (whole < 9000) return;
  const shelter = { en: `${name.en} evacuation area`, ja: `${name.ja}避難場所` };
  const capacity = Math.round(whole / 20) * 10;
  site.facilities.push({ type: "shelter", id: `shelter:${block.id}`, name: shelter, at, capacity });
}
