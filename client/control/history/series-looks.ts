/** How one entity is told from others in charts and on the map: by colour, by dashes, by the shape of its marks. */
export interface SeriesLook {
  /** Its place among the looks. */
  readonly slot: number;
  /** Name of its colour in the page's theme. */
  readonly color: string;
  /** CSS pixels drawn and left out. */
  readonly dash: readonly number[];
  /** Outline of a mark, in a box of 16 by 16. */
  readonly shape: string;
}

const CIRCLE = "M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Z";
const SQUARE = "M3.5 3.5h9v9h-9Z";
const TRIANGLE = "M8 2.5 13.5 13h-11Z";
const DIAMOND = "M8 2 14 8 8 14 2 8Z";
const FALLING = "M8 13.5 2.5 3h11Z";
const PLUS = "M6 2.5h4V6h3.5v4H10v3.5H6V10H2.5V6H6Z";
const STAR = "M8 1.5 9.8 6l4.7.3-3.6 3 1.2 4.7L8 11.4 3.9 14l1.2-4.7-3.6-3L6.2 6Z";
const CROSS = "M4.5 2 8 5.5 11.5 2 14 4.5 10.5 8 14 11.5 11.5 14 8 10.5 4.5 14 2 11.5 5.5 8 2 4.5Z";
const BAR = "M2.5 6h11v4h-11Z";

/** The first is the selected one's while it is not pinned; the others are for pins, in the order of Okabe and Ito. */
export const SERIES_LOOKS: readonly SeriesLook[] = [
  [CIRCLE, []],
  [SQUARE, [8, 3]],
  [TRIANGLE, [2, 3]],
  [DIAMOND, [8, 3, 2, 3]],
  [FALLING, [14, 4]],
  [PLUS, [4, 4]],
  [STAR, [14, 4, 2, 4]],
  [CROSS, [2, 6]],
  [BAR, [8, 3, 2, 3, 2, 3]],
].map(([shape, dash], slot) => ({
  ...{ slot, color: `--series-${slot}` },
  ...{ dash: dash as number[], shape: shape as string },
}));

/** The look of a place; places begin anew after the last. */
export function lookOf(slot: number): SeriesLook {
  return SERIES_LOOKS[slot % SERIES_LOOKS.length] as SeriesLook;
}
