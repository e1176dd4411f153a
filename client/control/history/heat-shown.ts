import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Heat } from "../../../shared/history.ts";
import type { MapHeat } from "../scene/history/map-past.ts";
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
