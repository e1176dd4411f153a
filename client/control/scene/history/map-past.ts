import type { Bbox } from "../../../../shared/cell.ts";

/** A place of a way and when it was there, milliseconds since 1970; the height as it was said, metres above the ellipsoid. */
export interface WayPoint {
  readonly at: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number | null;
}

/** A mark on a way. */
export interface WayMark extends WayPoint {
  /** Beside the mark, where there is room. */
  readonly label: string;
  /** All there is to say of it. */
  readonly title: string;
}

/** Where an entity went. */
export interface MapTrail {
  readonly id: string;
  /** As CSS writes them: of the way, and of the edge that sets its marks off from the city. */
  readonly color: string;
  readonly edge: string;
  /** In pieces: of what lies between two of them nothing is known. */
  readonly pieces: readonly (readonly WayPoint[])[];
  readonly marks: readonly WayMark[];
  /** Outline of the marks, a path in a box of 16 by 16. */
  readonly shape: string;
}

/** Squares of the city in colours, on the ground. */
export interface MapHeat {
  readonly bbox: Bbox;
  readonly stepLongitude: number;
  readonly stepLatitude: number;
  /** Of each square its column and row from the south-west corner, and its class. */
  readonly squares: readonly (readonly [column: number, row: number, level: number])[];
  /** Colours of the classes, from little to much. */
  readonly colors: readonly string[];
}

/** What of the past lies on the map. */
export interface MapPast {
  /** The part of the city, or of the earth, that is in view. */
  viewBbox(): Bbox;
  /** `press` is told the moment of a mark that was clicked. */
  setTrails(trails: readonly MapTrail[], press: (at: number) => void): void;
  /** False where this browser cannot lay a picture on the city. */
  setHeat(heat: MapHeat | undefined): boolean;
  /** From 0, nothing, to 1. */
  setHeatCover(cover: number): void;
}
