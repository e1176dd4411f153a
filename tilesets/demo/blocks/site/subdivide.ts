import type { Point2 } from "../../../model/city-model.ts";
import { type Box, boxAround, boxFacing } from "../shape/box.ts";
import type { Cell } from "../shape/cell-complex.ts";
import { endOfArea } from "../shape/end-of-area.ts";
import type { Plot } from "./plot.ts";
import type { Site } from "./site.ts";

interface PlotSize {
  /** Usual square metres of a plot. */
  readonly area: number;
  /** Least metres of street that a plot has. */
  readonly front: number;
  /** Usual metres from the street to the back. */
  readonly depth: number;
}

/**
 * Cuts cells into plots that reach a street, along their smallest rectangles about the middle.
 * Source: Vanegas and others, Procedural Generation of Parcels in Urban Modeling, 2012.
 */
export function subdivide(site: Site, cells: readonly Cell[], size: PlotSize): Plot[] {
  const plots: Plot[] = [];
  const waiting = cells.map((cell) => site.plot(cell));
  for (let plot = waiting.pop(); plot; plot = waiting.pop()) {
    const parts =
      plot.area > size.area * site.random.between(1.25, 1.9) && halved(site, plot, size);
    if (parts) waiting.push(...parts);
    else plots.push(plot);
  }
  return plots;
}

/** Two or more parts of a plot, each with street enough; undefined where no cut gives that. */
function halved(site: Site, plot: Plot, size: PlotSize): Plot[] | undefined {
  const box = boxAround(plot.ring);
  const rowsFirst = box.depth > 1.7 * size.depth && site.random.chance(0.75);
  const ways = rowsFirst ? [true, false] : [false, true];
  for (const lengthwise of ways) {
    const thickness = lengthwise ? box.depth : box.width;
    if (thickness < Math.sqrt(size.area) * 0.9) continue;
    for (const share of [site.random.between(0.42, 0.58), 0.5, 0.35, 0.65]) {
      const [from, way] = cutLine(box, lengthwise, share);
      if (!servesAll(plot, from, way, size)) continue;
      const { left, right } = site.cells.cut(plot.cell, from, way);
      return [...left, ...right].map((cell) => site.plot(cell));
    }
  }
  return undefined;
}

function cutLine(box: Box, lengthwise: boolean, share: number): [Point2, Point2] {
  return lengthwise
    ? [box.at(0, box.depth * share), box.across]
    : [box.at(box.width * share, 0), box.deep];
}

/** Whether both sides of a line have street enough. Looks before anything is cut. */
function servesAll(plot: Plot, from: Point2, way: Point2, size: PlotSize): boolean {
  const { left, right } = streetBeside(plot, from, way);
  return left >= size.front && right >= size.front;
}

/** Metres of a plot's street on each side of a line. */
function streetBeside(plot: Plot, from: Point2, way: Point2): { left: number; right: number } {
  let [left, right] = [0, 0];
  for (const [i, a] of plot.ring.entries()) {
    if (!plot.streetAt(i)) continue;
    const b = plot.ring[(i + 1) % plot.ring.length] as Point2;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const da = way[0] * (a[1] - from[1]) - way[1] * (a[0] - from[0]);
    const db = way[0] * (b[1] - from[1]) - way[1] * (b[0] - from[0]);
    const share =
      da >= 0 === db >= 0 ? (da >= 0 ? 1 : 0) : Math.abs((da >= 0 ? da : db) / (da - db));
    left += length * share;
    right += length * (1 - share);
  }
  return { left, right };
}

/**
 * Cuts a piece of about so many square metres off one end of a cell, not too thin to be of use: the
 * piece, on a street if any end is, and the rest. Undefined where the cell is hardly larger.
 */
export function cutOff(
  site: Site,
  cell: Cell,
  area: number,
): { piece: Cell; rest: Cell[] } | undefined {
  const plot = site.plot(cell);
  if (plot.area < area * 1.25) return undefined;
  const box = boxAround(plot.ring);
  const strip = Math.max(area, Math.sqrt(area) * box.depth * 0.85);
  if (strip < area * 1.5 || strip > plot.area * 0.9) return endOf(site, plot, box, area);
  const end = endOf(site, plot, box, strip);
  const across = end && site.plot(end.piece);
  if (!across) return undefined;
  const ring = boxFacing(across.ring, box.deep);
  const piece = endOf(site, across, ring, area);
  return piece ? { piece: piece.piece, rest: [...piece.rest, ...end.rest] } : end;
}

/** Cuts so many square metres off one end of a box about a plot, the one with more street. */
function endOf(
  site: Site,
  plot: Plot,
  box: Box,
  area: number,
): { piece: Cell; rest: Cell[] } | undefined {
  const [near, far] = [
    endOfArea(plot.ring, box, area),
    endOfArea(plot.ring, box, plot.area - area),
  ];
  const served = (x: number) => streetBeside(plot, box.at(x, 0), box.deep);
  const fromLeft = served(near).left >= served(far).right;
  const { left, right } = site.cells.cut(plot.cell, box.at(fromLeft ? near : far, 0), box.deep);
  const [mine, others] = fromLeft ? [left, right] : [right, left];
  const [piece, ...more] = [...mine].sort((a, b) => site.plot(b).area - site.plot(a).area);
  return piece && { piece, rest: [...more, ...others] };
}
