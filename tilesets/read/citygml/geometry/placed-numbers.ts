import type { Frames } from "./frames.ts";
import type { RawShapes } from "./raw-shapes.ts";

/** The corners of all rings of an object in degrees and metres above the ellipsoid. */
export function placedNumbers(raw: RawShapes, frames: Frames): Float64Array {
  const numbers = raw.numbers.taken();
  let from = 0;
  for (let ring = 0; ring < raw.rings; ring++) {
    // Rings in one frame, which they nearly always all are, are turned together.
    if (ring + 1 < raw.rings && raw.frames[ring + 1] === raw.frames[ring]) continue;
    const to = raw.ends[ring] as number;
    frames.toGeodetic(numbers.subarray(from, to), raw.frames[ring] as number);
    from = to;
  }
  return numbers;
}
