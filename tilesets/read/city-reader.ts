import type { Problem } from "../../shared/problem.ts";
import type { Networks } from "../model/city-model.ts";
import type { ReadFeature } from "../model/read-feature.ts";
import type { FileParts } from "./file-parts.ts";
import type { Tally } from "./tally.ts";

/** West, south, east, north, degrees. */
export type DegreeBounds = readonly [number, number, number, number];

/** What an input says of itself before its features are read. */
export interface Survey {
  /** Undefined where it holds no place. What it says may be wrong: tiles are laid by what was read. */
  readonly bounds: DegreeBounds | undefined;
  /** As people know it: `EPSG:6697 (JGD2011, degrees, orthometric)`. */
  readonly crs: string;
  readonly sources: readonly SourceNote[];
  /** What the city is called, where the input tells. */
  readonly name?: string;
}

/** Where data comes from. */
export interface SourceNote {
  readonly title: string;
  readonly publisher?: string;
  readonly licence?: string;
  /** ISO date or year of what it shows. */
  readonly vintage?: string;
  readonly url?: string;
}

/**
 * One input of one format. Readers return problems of a whole input; what is wrong with a feature they
 * tell the tally and go on. Nothing that comes from a file makes them throw.
 */
export interface CityReader {
  readonly format: "citygml" | "cityjson" | "cityjsonseq" | "osm" | "geojson" | "flatgeobuf";
  /** As the person named it, for messages. */
  readonly path: string;
  /** Of the input as it lies there; what is told to `tally.advance` comes to this. */
  readonly bytes: number;
  survey(): Promise<Survey | Problem>;
  /**
   * Features one by one; memory is bounded whatever the size of the input. Ends early, with a Problem as
   * its return value, where the input cannot be read on; what came before is good. After each piece of
   * input it looks at `signal` and ends.
   */
  features(tally: Tally, signal: AbortSignal): AsyncGenerator<ReadFeature, Problem | undefined>;
  /** The same features, in parts that several can read at once; undefined where this input has none. */
  parts?(tally: Tally, signal: AbortSignal): Promise<FileParts | undefined>;
  /** The networks that the input has, asked for after the features. */
  networks?(): Promise<Partial<Networks> | undefined>;
}
