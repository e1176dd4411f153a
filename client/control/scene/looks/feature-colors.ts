/** By what the things in the tiles are coloured, and which of them are shown. */
export interface FeatureColors {
  /** Tells apart what `codeOf` says: what is read from a tile is read once for each. */
  readonly column: string;
  /** Keys of the layers whose things are coloured. */
  readonly layers: ReadonlySet<string>;
  /** What a thing has, as a number; NaN where it has nothing. `depth`: of its tile. */
  codeOf(property: (name: string) => unknown, depth: number): number;
  /** Place in `colors` of a thing with that code. */
  classOf(code: number): number;
  /** As CSS writes them. */
  readonly colors: readonly string[];
  isShown(code: number): boolean;
}
