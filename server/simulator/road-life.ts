/** What others of the city's life ask of its traffic, and do to it. Roads and car parks by their ids. */
export interface RoadLife {
  /** Vehicles on a road now. */
  vehiclesOn(road: string): number;
  /** Their mean speed as a part of the limit; 1 where there is none. */
  speedRatioOn(road: string): number;
  /** Undefined where there is no such car park, or no way to it. */
  parkedIn(carPark: string): { readonly occupied: number; readonly capacity: number } | undefined;
}
