import type { ChartColumns } from "./chart-columns.ts";

export interface SparkSize {
  readonly width: number;
  readonly height: number;
  /** Of the left and the right edge, seconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** What lies closer together is a line through the middle; 0 where absent. */
  readonly least?: number;
}

/** A point that lies closer than so many pixels to the one before is left out. */
const STEP = 1;

/** The path of a small line chart, from its lowest to its highest value, without points that nobody could tell apart. */
export function sparkPath({ times, values }: ChartColumns, size: SparkSize): string {
  const { width, height, from, to, least = 0 } = size;
  const known = values.filter((value) => value !== null);
  const lowest = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const highest = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  // What never changed is a line through the middle.
  const spread = highest - lowest;
  const range = Math.max(least, spread);
  // From the lowest, not from a middle: between two neighbouring numbers there is none.
  const y = (value: number) => {
    const offset = range === 0 ? 0 : (value - lowest) / range - spread / range / 2;
    return height / 2 - offset * (height - 2);
  };
  const x = (time: number) => (to > from ? ((time - from) / (to - from)) * width : width);
  let path = "";
  let isOpen = false;
  let drawn = { x: Number.NEGATIVE_INFINITY, y: Number.NaN };
  for (const [place, value] of values.entries()) {
    if (value === null) {
      isOpen = false;
      continue;
    }
    const next = { x: x(times[place] as number), y: y(value) };
    const isNear = next.x - drawn.x < STEP && Math.abs(next.y - drawn.y) < STEP;
    const isLast = place === values.length - 1 || values[place + 1] === null;
    if (isOpen && isNear && !isLast) continue;
    // A point that stands alone is drawn too: a line of no length with round ends.
    path += isOpen ? `L${told(next)}` : `M${told(next)}${isLast ? `L${told(next)}` : ""}`;
    drawn = next;
    isOpen = true;
  }
  return path;
}

function told({ x, y }: { x: number; y: number }): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
