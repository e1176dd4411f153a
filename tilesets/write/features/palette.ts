import type { Rgb } from "../../model/city-model.ts";

/**
 * Colours for values of one attribute, most frequent first: apart from one another also for eyes that see
 * red and green alike. After Okabe and Ito (2008) and Tol's muted scheme (2021), softened.
 */
const PALETTE = [
  "#88b4d6",
  "#e0a458",
  "#5fa58c",
  "#c9828f",
  "#e3d27a",
  "#5b7db1",
  "#a9667f",
  "#8fc3b5",
  "#b98a5e",
  "#9d94c9",
  "#7a8f4a",
  "#d7b7cf",
] as const;

/** All that has no colour of its own. */
const OTHER_COLOR = "#b6babd";

export function paletteColor(place: number): string {
  return PALETTE[place] ?? OTHER_COLOR;
}

export function hexOf(color: Rgb): string {
  return `#${color.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
