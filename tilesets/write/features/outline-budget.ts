import type { Point2 } from "../../model/city-model.ts";
import { simplerRing } from "./outline-of.ts";

/** The part of all corners that any building may take; the rest is shared evenly. */
const FREE = 0.2;
/** Corners of a building for which there are none to spare. */
const FEWEST = 3;

/** One building's outlines in decimetres, and what of it stands on them. */
export interface Outlines {
  readonly outlines: readonly (readonly number[])[];
  readonly tops?: readonly number[] | undefined;
  /** Of each its height before its corners. */
  readonly raised?: readonly (readonly number[])[] | undefined;
}

/**
 * Keeps the corners of all buildings' outlines together within a limit, whatever they are like: each may
 * take what those before it have left over. One with more loses first what stands on other parts, then
 * its smaller outlines and the corners that make the least difference.
 */
export class OutlineBudget {
  readonly #most: number;
  readonly #buildings: number;
  #seen = 0;
  #used = 0;
  #simplified = 0;

  /** @param most corners of all together; @param buildings as many as will come */
  constructor(most: number, buildings: number) {
    this.#most = most;
    this.#buildings = Math.max(1, buildings);
  }

  /** Whether there is room for a triangle of each at all. */
  get suffices(): boolean {
    return (1 - FREE) * this.#most >= FEWEST * this.#buildings;
  }

  /** Buildings that are told with less than the source says. */
  get simplified(): number {
    return this.#simplified;
  }

  fitted(whole: Outlines): Outlines {
    const share = ((1 - FREE) * this.#most * ++this.#seen) / this.#buildings;
    const room = Math.max(FEWEST, Math.floor(FREE * this.#most + share - this.#used));
    const fitted = cornersOf(whole) <= room ? whole : simpler(whole, room);
    if (fitted !== whole) this.#simplified++;
    this.#used += cornersOf(fitted);
    return fitted;
  }
}

function cornersOf({ outlines, raised = [] }: Outlines): number {
  const ground = outlines.reduce((sum, outline) => sum + outline.length / 2, 0);
  return raised.reduce((sum, outline) => sum + (outline.length - 1) / 2, ground);
}

function simpler({ outlines, tops }: Outlines, room: number): Outlines {
  const most = Math.max(1, Math.floor(room / FEWEST));
  const places = outlines
    .map((outline, place) => ({ place, area: areaOf(outline) }))
    .sort((a, b) => b.area - a.area || a.place - b.place)
    .slice(0, most)
    .map(({ place }) => place)
    .sort((a, b) => a - b);
  const corners = Math.max(FEWEST, Math.floor(room / Math.max(1, places.length)));
  return {
    outlines: places.map((place) => fewer(outlines[place] as readonly number[], corners)),
    ...(tops === undefined ? {} : { tops: places.map((place) => tops[place] as number) }),
  };
}

function fewer(outline: readonly number[], corners: number): readonly number[] {
  if (outline.length / 2 <= corners) return outline;
  const ring: Point2[] = [];
  for (let i = 0; i < outline.length; i += 2)
    ring.push([outline[i] as number, outline[i + 1] as number]);
  return simplerRing(ring, { within: 0, corners })?.flat() ?? outline.slice(0, 2 * corners);
}

/** Twice the area. */
function areaOf(outline: readonly number[]): number {
  let sum = 0;
  let [x, y] = [outline.at(-2) ?? 0, outline.at(-1) ?? 0];
  for (let i = 0; i < outline.length; i += 2) {
    const [nextX, nextY] = [outline[i] as number, outline[i + 1] as number];
    sum += x * nextY - nextX * y;
    [x, y] = [nextX, nextY];
  }
  return Math.abs(sum);
}
