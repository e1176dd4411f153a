import { signal } from "@preact/signals";
import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { remembered } from "../../ui/remembered.ts";
import type { SpanName } from "./span-names.ts";

/** An entity that is kept in view, whatever is selected. */
export interface Pin {
  readonly id: string;
  /** What it is called, where that is known. */
  readonly name: string;
  /** Which look it has, from 1. */
  readonly slot: number;
}

/** A map of heat is of a kind, or of all of them. */
const HEAT_KINDS = ["off", "all", ...ENTITY_KINDS] as const;
export type HeatKind = (typeof HEAT_KINDS)[number];

/** What the person has set of the past that is looked at. */
export const historyChoices = {
  pins: signal<readonly Pin[]>([]),
  /** How long the window is, or `chosen`. */
  span: remembered<SpanName | "chosen">(
    "history.span",
    // The ends of a window that was chosen are not remembered, so neither is that it was.
    ["15m", "1h", "6h", "24h", "7d"],
    "1h",
  ),
  /** From when to when, milliseconds since 1970, where the window was chosen so. */
  chosen: signal<readonly [from: number, to: number] | undefined>(undefined),
  /** Where the window ends while it does not end at the time shown, milliseconds since 1970. */
  held: signal<number | undefined>(undefined),
  trails: remembered("history.trails", ["off", "on"], "off"),
  heat: signal<HeatKind>("off"),
  /** How much of the city the heat covers, in hundredths. */
  heatCover: signal(60),
} as const;

/** What the colours of the past on the map mean, line by line: for pictures of it. */
export const historyLegends = signal<readonly (readonly LegendSign[])[]>([]);

export interface LegendSign {
  readonly color: string;
  readonly text: string;
}

/** Entities that can be pinned. */
export const MOST_PINS = 8;

/** Whether anything of the past lies on the map. */
export function isOnMap(): boolean {
  return historyChoices.heat.value !== "off" || historyChoices.trails.value === "on";
}

export function isHeatKind(text: string): text is HeatKind {
  return HEAT_KINDS.some((kind) => kind === text);
}
