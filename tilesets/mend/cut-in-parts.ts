import type { Corners } from "./corners.ts";
import { cutExactly, flatArea } from "./cut-exactly.ts";
import { type Part, splitAtLine } from "./split-at-line.ts";

/** Corners up to which a part is cut at once. */
const AT_ONCE = 1_000;
/** Corners up to which a part that cannot be halved is cut all the same. */
const HARD = 2_000;
/** New corners for each that there was, past which halving does not help. */
const MORE = 2;

/**
 * Cuts a polygon of many corners into triangles. Earcut takes a time that grows with the square of the
 * corners where they wind much (a minute for a spiral of 40,000), and with their cube where holes lie over
 * one another, so the polygon is halved along straight lines until its parts are small. New corners lie on the sides they came from and are added to `corners`
 * and `flat`, in no ring. Returns whether the triangles cover the polygon; if not, nothing is added.
 *
 * @param flat x, y of each corner along the best plane
 */
export function cutInParts(corners: Corners, flat: number[], out: number[]): boolean {
  const [count, before] = [corners.count, out.length];
  corners.loose = count;
  const room = count * (1 + MORE);
  const left: Part[] = [wound(corners, flat)];
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    const size = sizeOf(part);
    const halves = size <= AT_ONCE ? undefined : splitAtLine(part, flat, corners, room);
    if (halves !== undefined) left.push(...halves);
    else if (size > HARD || !cutAtOnce(part, flat, out)) {
      corners.count = count;
      flat.length = 2 * count;
      out.length = before;
      return false;
    }
  }
  return true;
}

function sizeOf(part: Part): number {
  return part.reduce((sum, ring) => sum + ring.length, 0);
}

/** The polygon's rings, each the way round that it must have. */
function wound(corners: Corners, flat: readonly number[]): Part {
  return corners.starts.map((start, ring) => {
    const end = corners.endOf(ring);
    const places = Array.from({ length: end - start }, (_, i) => start + i);
    return flatArea(flat, start, end) > 0 === (ring === 0) ? places : places.reverse();
  });
}

function cutAtOnce(part: Part, flat: readonly number[], out: number[]): boolean {
  const [own, places, holes]: [number[], number[], number[]] = [[], [], []];
  let area = 0;
  for (const [number, ring] of part.entries()) {
    const from = places.length;
    if (number > 0) holes.push(from);
    for (const place of ring) {
      places.push(place);
      own.push(flat[2 * place] as number, flat[2 * place + 1] as number);
    }
    area += flatArea(own, from, places.length);
  }
  const cut: number[] = [];
  if (!cutExactly(own, holes, area, cut)) return false;
  for (const place of cut) out.push(places[place] as number);
  return true;
}
