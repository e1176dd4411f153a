import type { Surface } from "../../../../shared/surface.ts";
import { boxAround } from "../shape/box.ts";
import type { Cell } from "../shape/cell-complex.ts";
import { plantGrove } from "../site/grove.ts";
import type { Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";

/** A plot without a building: a pocket of green, or waiting for its owner. */
export function leaveOpen(site: Site, plot: Plot): void {
  const green = site.random.chance(0.5);
  site.paint(plot.cell, green ? "grass" : "earth");
  if (!green) return;
  const heights = [3.5, 7] as const;
  plantGrove(site, plot.ring, {
    spacing: 8,
    margin: 1.5,
    heights,
    shapes: ["round", "cone"],
    share: 0.5,
  });
}

/** Cuts a cell into pieces no longer than `most` metres, so that they follow the relief, and paints them. */
export function paintWide(site: Site, cell: Cell, surface: Surface, most = 30): void {
  const box = boxAround(site.plot(cell).ring);
  if (box.width <= most) {
    site.paint(cell, surface);
    return;
  }
  const { left, right } = site.cells.cut(cell, box.at(box.width / 2, 0), box.deep);
  if (left.length + right.length < 2) {
    site.paint(cell, surface);
    return;
  }
  for (const part of [...left, ...right]) paintWide(site, part, surface, most);
}
