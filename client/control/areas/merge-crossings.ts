import type { Crossing } from "../../../shared/region.ts";

/** Crossings of two lists, each once, the newest first. */
export function mergeCrossings(
  some: readonly Crossing[],
  others: readonly Crossing[],
): readonly Crossing[] {
  const known = new Map([...others, ...some].map((crossing) => [crossing.sequence, crossing]));
  return [...known.values()].sort((a, b) => b.sequence - a.sequence);
}
