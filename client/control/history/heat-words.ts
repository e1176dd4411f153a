import type { Heat } from "../../../shared/history.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { formatTime } from "../../ui/format-time.ts";
import { say } from "../../ui/words/say.ts";
import { sayPast } from "../../ui/words/say-past.ts";
import type { TimeWindow } from "../timeline/time-window.ts";
import type { HeatClass } from "./heat-scale.ts";
import type { HeatKind, LegendSign } from "./history-choices.ts";

/** Heat of whom. */
export function sayHeat(kind: HeatKind): string {
  const isAll = kind === "all" || kind === "off";
  return `${sayPast("heat-title")} · ${isAll ? sayPast("heat-all") : say(`kind.${kind}`)}`;
}

/** From when to when. */
export function sayWindow({ from, to }: TimeWindow): string {
  return `${formatTime(from, "minute")} – ${formatTime(to, "minute")}`;
}

/** A class of heat in minutes. */
export function sayClass(from: number, to: number): string {
  return sayPast("heat-class", { from: formatNumber(from), to: formatNumber(to) });
}

/** What a picture says of the heat on it: of whom and when, then its colours. */
export function heatSigns(
  kind: HeatKind,
  heat: Heat | undefined,
  classes: readonly HeatClass[],
): readonly LegendSign[] {
  if (heat === undefined || classes.length === 0) return [];
  return [
    { color: "transparent", text: `${sayHeat(kind)}, ${sayWindow(heat)}` },
    ...classes.map(({ color, from, to }, place) => ({
      color,
      text: `${place === 0 ? `${sayPast("heat-unit")} ` : ""}${sayClass(from, to)}`,
    })),
  ];
}
