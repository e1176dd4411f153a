/** Written into the pages when they are built; vite.config.ts has the values. */
declare const MACHINAMI_BUILD: BuildFacts;

/** What a page knows of the build that it is part of. */
export interface BuildFacts {
  readonly version: string;
  /** Names of the pages that were built: folders of `client` with an `index.html`. */
  readonly pages: readonly string[];
}

export const BUILD: BuildFacts =
  typeof MACHINAMI_BUILD === "undefined" ? { version: "", pages: [] } : MACHINAMI_BUILD;
