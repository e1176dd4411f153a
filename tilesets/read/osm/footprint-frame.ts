import type { FlatLine } from "./local-metres.ts";

/** How a footprint lies: its smallest rectangle. */
export interface FootprintFrame {
  /** Metres along its longer and its shorter side. */
  readonly length: number;
  readonly width: number;
  /** Of the longer side, clockwise from north, 0 to below 180. */
  readonly degrees: number;
}

/**
 * The smallest of the rectangles around a ring that have a side along one of its own: buildings have square
 * corners, so that is how they lie.
 */
export function footprintFrame(ring: FlatLine): FootprintFrame {
  let best: FootprintFrame = { length: 0, width: 0, degrees: 0 };
  let least = Number.POSITIVE_INFINITY;
  const { length } = ring;
  // A ring of very many corners is round: a few of its sides tell as much as all.
  const step = 2 * Math.max(1, Math.ceil(length / 2 / 64));
  for (let i = 0; i < length; i += step) {
    const j = i + 2 < length ? i + 2 : 0;
    const dx = (ring[j] as number) - (ring[i] as number);
    const dy = (ring[j + 1] as number) - (ring[i + 1] as number);
    const size = Math.hypot(dx, dy);
    if (size < 0.01) continue;
    const [along, across] = extents(ring, dx / size, dy / size);
    if (along * across >= least) continue;
    least = along * across;
    const degrees = (Math.atan2(dx, dy) * 180) / Math.PI + (along >= across ? 0 : 90);
    best = {
      length: Math.max(along, across),
      width: Math.min(along, across),
      degrees: ((degrees % 180) + 180) % 180,
    };
  }
  return best;
}

function extents(ring: FlatLine, ux: number, uy: number): [along: number, across: number] {
  let [low, high, left, right] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = [ring[i] as number, ring[i + 1] as number];
    const along = x * ux + y * uy;
    const across = y * ux - x * uy;
    low = Math.min(low, along);
    high = Math.max(high, along);
    left = Math.min(left, across);
    right = Math.max(right, across);
  }
  return [high - low, right - left];
}
