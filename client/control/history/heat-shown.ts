import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Heat } from "../../../shared/history.ts";
import type { MapHeat } from "../scene/history/map-past.ts";
import { spanOf, type TimeWindow } from "../timeline/time-window.ts";
import { HeatBook } from "./heat-book.ts";
import { classOf, type HeatClass, heatClasses } from "./heat-scale.ts";

/** The page's map of heat. */
export const heatBook = new HeatBook();

/** What its colours mean. */
export const heatLegend: ReadonlySignal<readonly HeatClass[]> = computed(() => {
  const { heat } = heatBook.now.value;
  return heat === undefined ? [] : heatClasses(heat.squares.map(([, , minutes]) => minutes));
});

/** Whether this browser can lay it on the city. */
export const canShowHeat = signal(true);

/** How far, of a window's length, heat may be off it before that is said. */
const FAR = 1 / 4;

/** Whether heat is of quite another time than is looked at: that of it is still being counted. */
export function isOfOtherTime(heat: TimeWindow, window: TimeWindow): boolean {
  const most = spanOf(window) * FAR;
  return Math.abs(heat.from - window.from) > most || Math.abs(heat.to - window.to) > most;
}

/** The same for the map. */
export function mapHeat(heat: Heat, classes: readonly HeatClass[]): MapHeat {
  const { bbox, stepLongitude, stepLatitude, squares } = heat;
  return {
    ...{ bbox, stepLongitude, stepLatitude, colors: classes.map(({ color }) => color) },
    squares: squares
      .filter(([, , minutes]) => minutes > 0)
      .map(([column, row, minutes]) => [column, row, classOf(minutes, classes)]),
  };
}
