/** One thing of a tile that can be picked and asked about. */
export interface FeatureRow {
  /** Stable: the same thing has the same id in every tile and after a rebuild. */
  readonly id: string;
  /**
   * A name holds text or numbers, not both. Without column specs the same names for each feature of a
   * tile; with them, what a feature does not have is left out.
   */
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}
