import type { Corners } from "./corners.ts";

/** Corners closer than this are one; a ring that comes back on itself this closely is a spike. Metres. */
const SAME = 0.001;

/** What was done to a ring: bits. */
export const JOINED = 1;
export const CUT_SPIKE = 2;
export const CLOSED = 4;

/**
 * Makes the last ring of `corners` one that neither repeats its first corner at the end nor has corners
 * closer than 1 mm to the one before, nor spikes: corners at which it turns back along the way it came,
 * within 1 mm. A ring whose ends are within 1 mm but not the same place is one that was open.
 */
export function tidyRing(corners: Corners): number {
  const start = corners.starts.at(-1) as number;
  let done = join(corners, start);
  // A triangle has no spikes: it is thin or it is not.
  if (corners.count - start > 3) done |= cutSpikes(corners, start);
  return done;
}

function join(corners: Corners, start: number): number {
  let done = 0;
  let kept = start;
  for (let i = start; i < corners.count; i++) {
    if (kept > start && isSame(corners, kept - 1, i)) done |= JOINED;
    else corners.copy(i, kept++);
  }
  // Its end is its beginning, as most formats want it.
  let ends = 0;
  while (kept > start + 1 && isSame(corners, kept - 1, start)) {
    kept--;
    if (ends++ > 0) done |= JOINED;
    else if (!isVery(corners, kept, start)) done |= CLOSED;
  }
  corners.count = kept;
  return done;
}

function cutSpikes(corners: Corners, start: number): number {
  let done = 0;
  let kept = start;
  for (let i = start; i < corners.count; i++) {
    corners.copy(i, kept++);
    while (kept - start > 2 && isSpike(corners, kept - 3, kept - 2, kept - 1)) {
      done |= CUT_SPIKE;
      corners.copy(kept - 1, kept - 2);
      kept--;
      if (kept - start > 1 && isSame(corners, kept - 2, kept - 1)) kept--;
    }
  }
  // Where the ring's end meets its beginning.
  let first = start;
  while (kept - first > 3) {
    if (isSpike(corners, kept - 2, kept - 1, first)) kept--;
    else if (isSpike(corners, kept - 1, first, first + 1)) first++;
    else if (isSame(corners, kept - 1, first)) kept--;
    else break;
    done |= CUT_SPIKE;
  }
  if (first > start) for (let i = first; i < kept; i++) corners.copy(i, i - first + start);
  corners.count = kept - first + start;
  return done;
}

/** Whether the way from a to b and on to c comes back on itself. */
function isSpike({ places }: Corners, a: number, b: number, c: number): boolean {
  const bx = places[3 * b] as number;
  const by = places[3 * b + 1] as number;
  const bz = places[3 * b + 2] as number;
  const ux = (places[3 * a] as number) - bx;
  const uy = (places[3 * a + 1] as number) - by;
  const uz = (places[3 * a + 2] as number) - bz;
  const vx = (places[3 * c] as number) - bx;
  const vy = (places[3 * c + 1] as number) - by;
  const vz = (places[3 * c + 2] as number) - bz;
  if (ux * vx + uy * vy + uz * vz <= 0) return false;
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const longer = Math.max(ux * ux + uy * uy + uz * uz, vx * vx + vy * vy + vz * vz);
  return x * x + y * y + z * z <= SAME * SAME * longer;
}

function isSame({ places }: Corners, a: number, b: number): boolean {
  const x = (places[3 * a] as number) - (places[3 * b] as number);
  const y = (places[3 * a + 1] as number) - (places[3 * b + 1] as number);
  const z = (places[3 * a + 2] as number) - (places[3 * b + 2] as number);
  return x * x + y * y + z * z < SAME * SAME;
}

function isVery({ places }: Corners, a: number, b: number): boolean {
  return (
    places[3 * a] === places[3 * b] &&
    places[3 * a + 1] === places[3 * b + 1] &&
    places[3 * a + 2] === places[3 * b + 2]
  );
}
