import type uPlot from "uplot";
import type { SeriesLook } from "./series-looks.ts";

/** CSS pixels between two marks of a line, and of a mark. */
const APART = 56;
const SIZE = 8;
/** The box that shapes are drawn in. */
const BOX = 16;

/** Draws an entity's marks on its line, now and then, and at each point that no line leads to. */
export function drawMarks(
  plot: uPlot,
  series: number,
  { shape, slot }: SeriesLook,
  color: string,
): void {
  const [times, values] = [plot.data[0], plot.data[series]];
  if (values === undefined) return;
  const pen = plot.ctx;
  const path = new Path2D(shape);
  const pixels = devicePixelRatio;
  // Of two lines that lie on one another the marks of both are seen.
  let next = plot.bbox.left + (slot * APART * pixels) / 9;
  pen.save();
  pen.fillStyle = color;
  for (const [place, value] of values.entries()) {
    if (value == null) continue;
    const x = plot.valToPos(times[place] as number, "x", true);
    if (x < plot.bbox.left || (x < next && !isAlone(values, place))) continue;
    if (x >= next) next = x + APART * pixels;
    const y = plot.valToPos(value, "y", true);
    const scale = (SIZE * pixels) / BOX;
    pen.setTransform(scale, 0, 0, scale, x - (BOX / 2) * scale, y - (BOX / 2) * scale);
    pen.fill(path);
  }
  pen.restore();
}

type Values = ArrayLike<number | null | undefined>;

/** Whether nothing, or a gap, is on both sides of a point. */
function isAlone(values: Values, place: number): boolean {
  return isEnd(values, place, -1) && isEnd(values, place, 1);
}

function isEnd(values: Values, place: number, step: 1 | -1): boolean {
  for (let at = place + step; at >= 0 && at < values.length; at += step)
    if (values[at] !== undefined) return values[at] === null;
  return true;
}
