import type { Bilingual } from "../../../../shared/city.ts";
import type { Pad } from "../place/record.ts";
import type { Box } from "../shape/box.ts";
import type { Cell } from "../shape/cell-complex.ts";
import type { Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";
import { cutOff } from "../site/subdivide.ts";
import { growCarPark } from "./car-park.ts";

/** Cuts off what the city wants in this block before anything else: what is left to grow on. */
export function reserveGround(site: Site): readonly Cell[] {
  const { programme, block } = site;
  let cells = [...site.ground].sort((a, b) => site.plot(b).area - site.plot(a).area);
  const carPark = programme.carParks.get(block.id);
  if (carPark) {
    cells = reserve(site, cells, carPark.area, (plot) => growCarPark(site, plot, carPark.storeys));
  }
  const port = programme.ports.get(block.id);
  if (port && block.zone !== "hospital") {
    cells = reserve(site, cells, 1300, (plot) =>
      growPad(site, plot, { kind: "port", name: port }, 24),
    );
  }
  const landing = programme.landings.get(block.id);
  if (landing) {
    const pad = { kind: "landing" as const, name: landing.name, village: landing.village };
    cells = reserve(site, cells, 520, (plot) => growPad(site, plot, pad, 12));
  }
  return cells;
}

/** Cuts a piece off the first cell and grows on it; all cells as they were where that fails. */
function reserve(site: Site, cells: Cell[], area: number, grow: (plot: Plot) => boolean): Cell[] {
  const [first, ...others] = cells;
  if (!first) return cells;
  const cut = cutOff(site, first, area);
  if (!cut) {
    // Too small to share: all of it, if it must be.
    return grow(site.plot(first)) ? others : cells;
  }
  const grown = grow(site.plot(cut.piece));
  const left = [...cut.rest, ...others].sort((a, b) => site.plot(b).area - site.plot(a).area);
  return grown ? left : [...left, cut.piece];
}

/** A level square with a ring painted on it, open to the sky. */
function growPad(
  site: Site,
  plot: Plot,
  pad: { kind: Pad["kind"]; name: Bilingual; village?: string },
  size: number,
): boolean {
  const room = plot.box(1.5, 1.5, 7);
  if (!room) return false;
  const side = Math.min(size, room.width, room.depth);
  const box = room.part((room.width - side) / 2, (room.depth - side) / 2, side, side);
  const [low, high] = site.relief.span([...box.ring, box.middle]);
  const height = Math.round(((low + high) / 2) * 100) / 100;
  const { inside, outside } = site.lay(plot.cell, box, height);
  for (const cell of inside) site.paint(cell, "concrete");
  for (const cell of outside) site.paint(cell, pad.kind === "port" ? "yard" : "grass");
  paintRing(site, box, height);
  const [east, north] = box.middle;
  site.pads.push({ ...pad, at: [east, north, height] });
  return true;
}

/** An open square of paint with an H in it. */
function paintRing(site: Site, box: Box, height: number): void {
  const line = 0.35;
  const edge = box.inset(box.width * 0.08);
  const side = edge.width;
  site.mark(edge.part(0, 0, side, line).ring, height);
  site.mark(edge.part(0, side - line, side, line).ring, height);
  site.mark(edge.part(0, line, line, side - 2 * line).ring, height);
  site.mark(edge.part(side - line, line, line, side - 2 * line).ring, height);
  const letter = box.inset(box.width * 0.32);
  const { width, depth } = letter;
  site.mark(letter.part(0, 0, line, depth).ring, height);
  site.mark(letter.part(width - line, 0, line, depth).ring, height);
  site.mark(letter.part(line, depth / 2 - line / 2, width - 2 * line, line).ring, height);
}
