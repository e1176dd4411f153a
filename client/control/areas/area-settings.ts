import type { Signal } from "@preact/signals";
import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";
import { remembered } from "../../ui/remembered.ts";

/** By whom districts are shaded: not at all, by everyone, or by one kind. */
export const SHADINGS = ["none", "all", ...ENTITY_KINDS] as const;
export type Shading = "none" | "all" | EntityKind;

/** What of them is shown: how many, or how many on a square kilometre. */
export const MEASURES = ["count", "density"] as const;
export type Measure = (typeof MEASURES)[number];

export const REGIONS_SHOWN = ["shown", "hidden"] as const;

/** What the person has set of areas, remembered by this browser. */
export interface AreaSettings {
  readonly shading: Signal<Shading>;
  readonly measure: Signal<Measure>;
  /** Whether regions are on the map. */
  readonly regions: Signal<"shown" | "hidden">;
}

export function createAreaSettings(): AreaSettings {
  return {
    shading: remembered<Shading>("areas.shading", SHADINGS, "none"),
    measure: remembered<Measure>("areas.measure", MEASURES, "density"),
    regions: remembered("areas.regions", REGIONS_SHOWN, "shown"),
  };
}
