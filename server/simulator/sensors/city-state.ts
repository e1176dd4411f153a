import type { Step } from "../part.ts";
import type { RoadLife } from "../road-life.ts";

/** What sensors can sense: the life around them at the end of a step. */
export interface CityState {
  readonly step: Step;
  readonly traffic: RoadLife;
  /** Metres above the sea's mean level, `upstream` from 0 at the mouth to 1. */
  riverLevel(upstream: number): number;
  /** People a minute through a station. */
  stationFlow(station: string): { readonly leaving: number; readonly coming: number };
  /** Degrees over the horizon. */
  readonly sunElevation: number;
}

/** Numbers with units in their names. */
export type Reading = Readonly<Record<string, number>>;
