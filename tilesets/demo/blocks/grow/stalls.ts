import type { Box } from "../shape/box.ts";
import { headingOf } from "../shape/vector.ts";

const WIDTH = 2.5;
const DEPTH = 5;
const AISLE = 6;

export interface Stall {
  readonly box: Box;
  /** Of a car that drove in forwards. */
  readonly headingDegrees: number;
  /** Whether its row ends with it. */
  readonly last: boolean;
}

/** Rows of stalls along a rectangle's width, each row on an aisle. */
export function layStalls(box: Box): Stall[] {
  const count = Math.floor((box.width - 1) / WIDTH);
  const start = (box.width - count * WIDTH) / 2;
  const stalls: Stall[] = [];
  for (const { from, forwards } of rowsIn(box.depth)) {
    for (let i = 0; i < count; i++) {
      const heading = headingOf(box.deep) + (forwards ? 0 : 180);
      stalls.push({
        box: box.part(start + i * WIDTH, from, WIDTH, DEPTH),
        headingDegrees: heading % 360,
        last: i === count - 1,
      });
    }
  }
  return stalls;
}

/** Row, aisle, row, row, aisle, row ... as far as they fit; where cars drive in away from the front. */
function rowsIn(depth: number): { from: number; forwards: boolean }[] {
  const rows: { from: number; forwards: boolean }[] = [];
  let from = 0.3;
  for (let pair = true; from + DEPTH <= depth - 0.2; pair = !pair) {
    // A row before its aisle is entered from behind, one after it from the front.
    rows.push({ from, forwards: !pair });
    from += DEPTH + (pair ? AISLE : 0);
  }
  // A last row without an aisle of its own is none.
  const last = rows[rows.length - 1];
  if (last && !last.forwards && last.from + DEPTH + AISLE > depth) rows.pop();
  return rows;
}
