/** One thing of a tile that can be picked and asked about. */
export interface FeatureRow {
  /** Stable: the same thing has the same id in every tile and after a rebuild. */
  readonly id: string;
  /** The same names for each feature of a tile; a name holds text or numbers, not both. */
  readonly properties: Readonly<Record<string, string | number>>;
}
