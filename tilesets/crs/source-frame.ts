/** How a source's coordinates become degrees and metres above the ellipsoid. */
export interface SourceFrame {
  /** As people know it: `EPSG:6697 (JGD2011, latitude and longitude, orthometric height)`. */
  readonly name: string;
  /** What its heights are above; `none`: it is two-dimensional. */
  readonly heights: "ellipsoidal" | "orthometric" | "none";
  /**
   * Turns places in the source's own order of axes (three numbers each; height 0 where it has none) into
   * longitude, latitude (degrees), metres above the ellipsoid, in place. What is no place becomes NaN.
   */
  toGeodetic(places: Float64Array): void;
}
