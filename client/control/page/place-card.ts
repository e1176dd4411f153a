/** A part of the window, CSS pixels from its upper left corner. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels between a card and what it tells of, and between it and the window's edge. */
const GAP = 12;

/**
 * Where a card stands beside what it tells of, without covering it: on its right, left, below or above,
 * the first that has room; or inside, at the bottom of what fills the window.
 */
export function placeCard(of: Part, card: Size, window: Size): { left: number; top: number } {
  const beside = along(of.top, card.height, window.height);
  const under = along(of.left + (of.width - card.width) / 2, card.width, window.width);
  const right = of.left + of.width + GAP;
  const left = of.left - GAP - card.width;
  const below = of.top + of.height + GAP;
  const above = of.top - GAP - card.height;
  if (right + card.width + GAP <= window.width) return { left: right, top: beside };
  if (left >= GAP) return { left, top: beside };
  if (below + card.height + GAP <= window.height) return { left: under, top: below };
  if (above >= GAP) return { left: under, top: above };
  const bottom = of.top + of.height - card.height - 2 * GAP;
  return { left: under, top: along(bottom, card.height, window.height) };
}

/** As near to `wanted` as the window lets it be. */
function along(wanted: number, length: number, room: number): number {
  return Math.max(GAP, Math.min(wanted, room - length - GAP));
}
