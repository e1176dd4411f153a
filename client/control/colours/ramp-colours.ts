import { AREA_STEPS } from "../scene/areas/area-scale.ts";

/** So many colours of the page's one sequential scale, from little to much. */
export function rampColours(count: number): string[] {
  return Array.from({ length: count }, (_, place) =>
    colourAt(count === 1 ? 0.5 : place / (count - 1)),
  );
}

/** `part` from 0 to 1. */
function colourAt(part: number): string {
  const last = AREA_STEPS.length - 1;
  const before = Math.min(last - 1, Math.floor(part * last));
  const within = part * last - before;
  const [from, to] = [channels(AREA_STEPS[before]), channels(AREA_STEPS[before + 1])];
  const mixed = from.map((value, i) => Math.round(value + ((to[i] ?? value) - value) * within));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function channels(hex = "#000000"): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
