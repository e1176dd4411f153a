import type { SpoolEntry } from "../../spool/spool-index.ts";

/** Bytes that things come to in a glb, as measured on PLATEAU's data. */
const BYTES = { feature: 250, triangle: 16, texturedTriangle: 100, prisms: 400 } as const;

/** How much goes into a tile. */
export const LEVELS = {
  /** Bytes that a tile with everything in full is meant to come to at most. */
  nearWeight: 1_000_000,
  /** The same of a coarser one: just above those in full, and of what is seen of a whole city at once. */
  middle: { buildings: 1_200_000, others: 400_000 },
  far: { buildings: 700_000, others: 100_000 },
} as const;

/** Metres of a side, and square metres, for which what is laid on relief is cut into one more triangle. */
const DRAPED = { side: 5, area: 500 } as const;

/** About how many bytes a feature comes to in full. @param onRelief whether the ground it lies on is uneven */
export function weightOf(
  { box, triangles, textured, prisms, flat }: SpoolEntry,
  onRelief: boolean,
) {
  const [wide, deep] = [box[3] - box[0], box[4] - box[1]];
  const more = flat && onRelief ? (wide + deep) / DRAPED.side + (wide * deep) / DRAPED.area : 0;
  const shape = (triangles + more) * (textured ? BYTES.texturedTriangle : BYTES.triangle);
  return BYTES.feature + shape + (prisms ? BYTES.prisms : 0);
}
