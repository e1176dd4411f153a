import type { RoadClass } from "../../../shared/city-networks.ts";

/** How a class of road is built: lanes each way, metres of a lane and of a pavement, m/s. */
export interface RoadForm {
  readonly lanes: number;
  readonly laneWidth: number;
  readonly pavement: number;
  readonly speedLimit: number;
}

export const ROAD_FORMS: Readonly<Record<RoadClass, RoadForm>> = {
  arterial: { lanes: 2, laneWidth: 3.25, pavement: 4, speedLimit: 50 / 3.6 },
  collector: { lanes: 1, laneWidth: 3.25, pavement: 2.8, speedLimit: 40 / 3.6 },
  street: { lanes: 1, laneWidth: 2.75, pavement: 1.8, speedLimit: 30 / 3.6 },
  lane: { lanes: 1, laneWidth: 2.3, pavement: 0, speedLimit: 20 / 3.6 },
};
