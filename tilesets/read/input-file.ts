import type { Readable } from "node:stream";
import type { CityReader, SourceNote } from "./city-reader.ts";

/** What kinds of files we read. */
export type InputKind = CityReader["format"];

/** A file that lies in a folder or a zip, whichever. */
export interface StoredFile {
  /** For people: `haneda.zip/udx/bldg/53392633_bldg_6697_2_op.gml`. Of no other file in an input. */
  readonly path: string;
  /** The last part of it. */
  readonly name: string;
  /** As it lies there, that is: compressed. */
  readonly bytes: number;
  /**
   * Its content, decompressed. The stream fails, with an error that `unreadable` turns into words, where
   * the file is damaged or grows past a limit.
   * @param advance told how many bytes, as they lie there, were read on; they come to `bytes`
   */
  open(advance?: (bytes: number) => void): Readable;
  /** Bytes of its content at a place, decompressed; fewer where it ends. Fails as `open` does. */
  read(from: number, to: number): Promise<Uint8Array>;
  /** Its whole content. Fails as `open` does, and where it is past so many bytes. */
  readAll(limit: number): Promise<Uint8Array>;
  /**
   * A file that this one names (`../../codelists/Building_usage.xml`, `appearance/hnap0665.jpg`); undefined
   * where there is none in the same folder or zip. Nothing is ever looked up outside of that.
   */
  sibling(relative: string): Promise<StoredFile | undefined>;
}

/** A file of a city, to be read. */
export interface InputFile extends StoredFile {
  readonly kind: InputKind;
  /** What it was found in. */
  readonly package: InputPackage;
}

/** A folder or zip with files that belong together; the same object for all of them. */
export interface InputPackage {
  /** As the person named it. */
  readonly path: string;
  /** What it says of itself: its metadata, its name. Read once. */
  about(): Promise<PackageNotes>;
}

export interface PackageNotes {
  readonly sources: readonly SourceNote[];
  /** What the city is called, where the package tells. */
  readonly name?: string;
}
