/** What is known of a horizontal system of coordinates, by the number that EPSG gives it. */
export interface CoordinateSystem {
  readonly code: number;
  readonly name: string;
  /** As proj4 reads it, without `+`: `tmerc lat_0=36 lon_0=9 …`; what follows `proj=`. */
  readonly proj: string;
  /** Order of the axes by the authority. */
  readonly axes: "east-north" | "north-east";
  /** West, south, east, north, degrees: where it is for, by the authority. */
  readonly area: Area;
  /** Metres by which it may be off where its datum has only a rough way to WGS84. */
  readonly accuracy?: number;
  /** Its third axis is above the ellipsoid; otherwise it has none of its own. */
  readonly ellipsoidal?: true;
}

export type Area = readonly [west: number, south: number, east: number, north: number];

/** Heights above a sea, or what stands for it. */
export interface HeightSystem {
  readonly code: number;
  readonly name: string;
  /** Of its unit; 1 where absent. */
  readonly metres?: number;
}

/** A horizontal system and heights under one number. */
export type Compound = readonly [code: number, horizontal: number, height: number];
