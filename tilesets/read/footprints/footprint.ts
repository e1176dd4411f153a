/** A feature of GeoJSON or FlatGeobuf, as it was found. */
export interface Footprint {
  /** As the file gives it. */
  readonly id?: string | number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: FootprintGeometry;
}

/** Polygons, and how many shapes of other types stand beside them. */
export interface FootprintGeometry {
  /** Of each polygon its rings: x, y in the file's own system, in pairs. */
  readonly polygons: readonly (readonly Float64Array[])[];
  /** By GeoJSON's names of their types. */
  readonly others: Readonly<Record<string, number>>;
}

/** What a file says of all its features. */
export interface FootprintHead {
  /** Of its coordinate system; WGS84 where absent. */
  crs?: string;
  title?: string;
}
