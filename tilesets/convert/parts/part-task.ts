import type { GeoidNotes } from "../../crs/metered-geoid.ts";
import type { PartEnd } from "../../read/file-parts.ts";
import type { TallyNotes } from "../../read/tally.ts";
import type { SpoolPack } from "../../spool/spool-packer.ts";

/** What a thread that reads parts is started with. */
export interface PartThreadData {
  readonly number: number;
  readonly geoid: string | undefined;
  readonly crs: string | undefined;
  /** Origin of the city's plane. */
  readonly origin: {
    readonly longitude: number;
    readonly latitude: number;
    readonly height: number;
  };
}

/** A part of a file to be read. */
export interface PartTask {
  readonly file: PartedFile;
  readonly bytes: Uint8Array;
}

interface PartedFile {
  /** The same for all parts of one file, and of no other. */
  readonly number: number;
  readonly path: string;
  readonly name: string;
  readonly package: string;
  readonly head: string;
}

/** What a thread asks: for a file that one names. */
export interface BesideQuestion {
  readonly file: number;
  readonly relative: string;
}

/** What became of a part. */
export interface PartResult {
  readonly pack: SpoolPack;
  /** Undefined where it is to be read by whoever knows what came before; then only the texts count. */
  readonly good?: GoodPart;
}

export interface GoodPart {
  readonly end: PartEnd;
  /** Of all features that were read. */
  readonly ids: readonly string[];
  readonly tally: TallyNotes;
  readonly heights: GeoidNotes;
}
